using System.Text.RegularExpressions;

namespace OneShot.Tests.Local;

/// <summary>What an undo of a one-shot of this machine leaves, and what removes that too.</summary>
public sealed class KeptAfterUndoTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task It_says_what_stays_and_without_the_folder_all_is_as_if_nothing_had_been()
    {
        var before = _here.Repo.Snapshot();
        var receipt = await _here.RunAsync(LocalOneShot.Settings());
        await UndoAsync(receipt.Id, _here.Repo.Path);
        _here.Reporter.Lines.ShouldContain($"{receipt.Id} is undone; prompt, plan and logs are kept in .git/oneshot");
        foreach (var kept in new[] { $"journal/{receipt.Id}.json", "pulls/1.html", "issues" })
            Path.Exists(_here.Repo[".git/oneshot/" + kept]).ShouldBeTrue(kept);

        var log = new OneShotSettings
        {
            DistinctId = receipt.Id,
            Log = true,
            GitTimeout = 240,
        };
        using (var told = OneShotVerbs.CreateStatus(log, _here.Host))
            await told.RunAsync(CancellationToken.None);
        _here.Reporter.Lines.ShouldContain(line => line.StartsWith("take them: git ", StringComparison.Ordinal));
        _here.Reporter.Lines.ShouldContain($"{receipt.Id} was undone after that");

        Directory.Delete(_here.Repo[".git/oneshot"], recursive: true);
        _here.Repo.Snapshot().ShouldBe(before);
        using var status = OneShotVerbs.CreateStatus(new OneShotSettings { GitTimeout = 240 }, _here.Host);
        await status.RunAsync(CancellationToken.None);
        status.Receipt.OneShots.ShouldBeEmpty();
        (await _here.RunAsync(LocalOneShot.Settings())).PrNumber.ShouldBe(1, "it begins anew");
    }

    [Fact]
    public async Task From_a_linked_worktree_the_folder_is_named_where_it_is()
    {
        var receipt = await _here.RunAsync(LocalOneShot.Settings());
        _here.Repo.Git("worktree", "add", "--quiet", "--detach", _here.Folder["linked"]);
        await UndoAsync(receipt.Id, _here.Folder["linked"]);
        _here.Reporter.Lines.ShouldContain(
            $"{receipt.Id} is undone; prompt, plan and logs are kept in {_here.Repo[".git/oneshot"]}"
        );
    }

    // The id is the key's: what was undone is not taken for what is dispatched now.
    [Fact]
    public async Task What_was_undone_and_is_dispatched_again_by_its_key_has_pages_and_logs_of_its_own()
    {
        var first = await _here.RunAsync(LocalOneShot.Settings() with { IdempotencyKey = "nightly" });
        await UndoAsync(first.Id, _here.Repo.Path);
        var (pages, lines) = (PagesOf(1), _here.Reporter.Lines.Count);

        var settings = LocalOneShot.Settings("command") with { IdempotencyKey = "nightly" };
        settings.AgentCommand = _here.Script(PlannerScript.Good, "echo two >> src/app.txt");
        var second = await _here.RunAsync(settings);

        second.Id.ShouldBe(first.Id);
        (first.PrNumber, second.PrNumber).ShouldBe((1, 3));
        var told = _here.Reporter.Lines.Skip(lines).ToArray();
        told.Count(line => line == "job plan").ShouldBe(1, string.Join('\n', told));
        told.ShouldNotContain(line => line.Contains("rehearsal", StringComparison.Ordinal));
        _here.Log(second.Id).ShouldNotContain("rehearsal");
        PagesOf(3).ShouldNotContain("rehearsal");
        PagesOf(1)
            .ShouldBe(pages.Replace($"/runs/{first.Id}/", $"/runs/{first.Id}/before-1/", StringComparison.Ordinal));
        PagesOf(3).ShouldNotContain("Attempt");
        var kept = _here.Repo[$".git/oneshot/runs/{first.Id}/before-1"];
        File.ReadAllText(Path.Combine(kept, "log.txt")).ShouldContain("rehearsal");
        File.Exists(Path.Combine(kept, "impl", "plan.md")).ShouldBeTrue();
        var index = File.ReadAllText(_here.Repo[".git/oneshot/pulls/index.html"]);
        Regex.IsMatch(index, "#1 · rehearsal").ShouldBeTrue(index);
        Regex.IsMatch(index, "#3 · command").ShouldBeTrue(index);
    }

    public void Dispose() => _here.Dispose();

    private string PagesOf(int number) =>
        string.Concat(
            new[] { "html", "md" }.Select(kind => File.ReadAllText(_here.Repo[$".git/oneshot/pulls/{number}.{kind}"]))
        );

    private async Task UndoAsync(string id, string folder)
    {
        var settings = new OneShotSettings { Undo = id, GitTimeout = 240 };
        var host = new OneShotHost(folder, folder, _here.Reporter) { ProgramFolder = _here.ProgramFolder };
        using var session = OneShotVerbs.CreateVerb(settings, host);
        await session.CompleteAsync(CancellationToken.None);
    }
}
