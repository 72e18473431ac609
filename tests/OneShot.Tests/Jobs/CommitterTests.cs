namespace OneShot.Tests.Jobs;

/// <summary>
/// Whose name the one commit of a workflow carries: git's own where somebody set one,
/// else that of whoever started the run; what is said about who asked is a line.
/// </summary>
public sealed class CommitterTests : IDisposable
{
    private readonly JobMachine _machine = new();

    [Theory]
    [InlineData(null, null, "octo-cat <octo-cat@users.noreply.github.com>", "")]
    [InlineData("583231", "Octo-Cat", "octo-cat <583231+octo-cat@users.noreply.github.com>", "")]
    [InlineData("583231", "mona", "octo-cat <583231+octo-cat@users.noreply.github.com>", "mona")]
    [InlineData(
        "1\n<x>",
        "mona <m@example.com>\nCo-authored-by: Eve <e@example.com>",
        "octo-cat <octo-cat@users.noreply.github.com>",
        "mona mexample.com Co-authored-by: Eve eexample.com"
    )]
    public async Task Who_started_the_run_commits(string? number, string? submittedBy, string committer, string label)
    {
        await DeliverAsync("", number, submittedBy);
        Log("%an <%ae>").ShouldBe(committer);
        Log("%cn <%ce>").ShouldBe(committer);
        Log("%(trailers:key=Submitted-by,valueonly)").ShouldBe(label);
        Log("%(trailers:key=Co-authored-by,valueonly)").ShouldBe("command (an agent of OneShot) <oneshot@localhost>");
    }

    [Fact]
    public async Task Gits_own_identity_is_first()
    {
        await DeliverAsync("Release Bot", "583231", "mona");
        Log("%an").ShouldBe("Release Bot");
        Log("%cn").ShouldBe("Release Bot");
        Log("%(trailers:key=Submitted-by,valueonly)").ShouldBe("mona");
    }

    public void Dispose() => _machine.Dispose();

    private string Log(string format) =>
        _machine.Peer.Bare.Git("log", "-1", "--format=" + format, _machine.Branch).TrimEnd();

    private async Task DeliverAsync(string name, string? number, string? submittedBy)
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync("echo new > new.txt");
        foreach (
            var (variable, value) in new[]
            {
                ("GITHUB_ACTIONS", "true"),
                ("GITHUB_ACTOR", "octo-cat"),
                ("GITHUB_ACTOR_ID", number),
            }
        )
            _machine.Variables[variable] = value;
        var clone = _machine.Clone();
        clone.Git("config", "user.name", name);
        var settings = _machine.Settings();
        settings.SubmittedBy = submittedBy;
        await _machine.JobAsync(clone, settings, jobs => jobs.DeliverImplementationAsync(default));
    }
}
