namespace OneShot.EndToEnd.Tests;

/// <summary>
/// Killed with <c>kill -9</c> between or inside any two steps and resumed,
/// a dispatch ends with one branch, one pull request and one run.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const string Dispatches = "/actions/workflows/one-shot.yml/dispatches";

    private readonly PeerRepository _peer = new();

    [Theory]
    [InlineData("the branch has arrived", "POST", ".git/git-receive-pack", true)]
    [InlineData("the run was started", "POST", Dispatches, true)]
    public void Inside_a_step(string moment, string method, string path, bool carriedOut)
    {
        var repo = _peer.Clone();
        _peer.Fault("hang", method, path, after: carriedOut);
        KillWhen(new BuildSh(_peer, repo), () => _peer.WasFaulty);
        var outcome = Resume(repo);
        outcome.ExitCode.ShouldBe(0, $"{moment}: {outcome.All}");
        OneOfEach();
    }

    [Fact]
    public void While_the_users_hook_runs_whose_push_then_goes_on_alone()
    {
        var repo = _peer.Clone();
        repo.Hook("pre-push", $"touch '{_peer.Folder["reached"]}'; sleep 2");
        KillWhen(new BuildSh(_peer, repo), () => File.Exists(_peer.Folder["reached"]));
        Resume(repo).ExitCode.ShouldBe(0);
        Thread.Sleep(2500);
        OneOfEach();
    }

    [Theory]
    [InlineData("GET", "$")]
    public void Before_anything_was_made(string method, string path)
    {
        var repo = _peer.Clone();
        var before = repo.Snapshot();
        _peer.Fault("hang", method, path);
        KillWhen(new BuildSh(_peer, repo), () => _peer.WasFaulty);
        repo.Snapshot().ShouldBe(before);
        Directory.Exists(repo[".git/oneshot"]).ShouldBeFalse();
        _peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public void Again_and_again()
    {
        var repo = _peer.Clone();
        var random = new Random(20261122);
        var ended = false;
        for (var attempt = 0; attempt < 8 && !ended; attempt++)
        {
            var build = new BuildSh(_peer, repo);
            using var launch =
                attempt == 0 || Journals(repo).Length == 0
                    ? build.Start("--target=OneShot", "--prompt=Add it", "--run-timeout=5")
                    : build.Start("--target=OneShot", $"--resume={Journals(repo).Single()}", "--run-timeout=5");
            for (var i = 0; i < 60 + random.Next(10 * (attempt + 1)) && !launch.HasEnded; i++)
                Thread.Sleep(10);
            ended = launch.HasEnded;
            if (!ended)
                launch.Signal(9);
            launch.Wait();
        }

        if (!ended)
            (
                Journals(repo).Length == 0
                    ? new BuildSh(_peer, repo).Run("--target=OneShot", "--prompt=Add it")
                    : Resume(repo)
            ).ExitCode.ShouldBe(0);
        OneOfEach();
    }

    public void Dispose() => _peer.Dispose();

    private static void KillWhen(BuildSh build, Func<bool> reached)
    {
        using var launch = build.Start("--target=OneShot", "--prompt=Add it");
        for (var i = 0; i < 3600 && !reached(); i++)
            Thread.Sleep(25);
        reached().ShouldBeTrue();
        launch.Signal(9);
        launch.Wait().ExitCode.ShouldBe(137);
    }

    private Outcome Resume(GitRepo repo)
    {
        _peer.Repair();
        return new BuildSh(_peer, repo).Run(
            "--target=OneShot",
            $"--resume={Journals(repo).Single()}",
            "--run-timeout=5"
        );
    }

    private static string[] Journals(GitRepo repo) =>
        Directory.Exists(repo[".git/oneshot/journal"])
            ? Directory
                .GetFiles(repo[".git/oneshot/journal"], "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .ToArray()
            : [];

    private void OneOfEach()
    {
        _peer.Branches.Length.ShouldBe(2);
        _peer.Pulls.Count.ShouldBe(1);
        _peer.Runs.Count.ShouldBe(1);
        _peer
            .Bare.Git(
                "show",
                $"{_peer.Branches.Single(branch => branch.Contains("oneshot", StringComparison.Ordinal))}:.worker-impl/task.md"
            )
            .ShouldBe("Add it");
    }
}
