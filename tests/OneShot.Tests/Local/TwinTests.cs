namespace OneShot.Tests.Local;

/// <summary>The same prompt again within a minute may be meant: it is told, and both run.</summary>
public sealed class TwinTests : IDisposable
{
    private const string Told = "the same prompt was dispatched within a minute: one-shot ";

    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task A_line_says_so_and_both_run()
    {
        var first = await _here.RunAsync(PlannerScript.Good, "printf x > new.txt");
        _here.Reporter.Text.ShouldNotContain(Told);
        var second = await _here.RunAsync(PlannerScript.Good, "printf y > new.txt");
        _here
            .Reporter.Lines.Count(line => line == $"{Told}{first.Id}, branch {first.Branch}. This is one more")
            .ShouldBe(1);
        _here.Repo.Git("show", second.Branch + ":new.txt").ShouldBe("y");
        _here.Repo.Git("show", first.Branch + ":new.txt").ShouldBe("x");
    }

    [Fact]
    public async Task What_was_removed_since_and_another_prompt_are_none()
    {
        var first = await _here.RunAsync(PlannerScript.Good, "true");
        await _here.RunAsync(new OneShotSettings { Undo = first.Id });
        await _here.RunAsync(PlannerScript.Good, "true");
        var other = LocalOneShot.Settings();
        other.Prompt = "Add another flag";
        await _here.RunAsync(other);
        _here.Reporter.Text.ShouldNotContain(Told);
    }

    public void Dispose() => _here.Dispose();
}
