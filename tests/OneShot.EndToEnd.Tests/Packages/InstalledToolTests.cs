namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>The tool as users install it, in repositories without a build.</summary>
public sealed class InstalledToolTests : IDisposable
{
    private readonly TempFolder _folder = new("installed");
    private readonly PackageFeed _feed = PackageFeed.Instance;

    [Fact]
    public void A_sentence_is_a_one_shot_and_a_job_runs_its_task()
    {
        var repo = GitRepo.Init(_folder["work"]);
        repo.Commit("First", "README.md", "# Shop\n");
        var outcome = Run(repo, _feed.Environment, "--forge=local", "--agent=rehearsal", "Add a file");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldContain("the run ended: ready");
        outcome.Output.ShouldContain("undo: oneshot undo ");
        var branch = repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-add-a-file-*");
        repo.Git("cat-file", "-t", $"{branch}:docs/oneshot").ShouldBe("tree");
        Run(repo, _feed.Environment, "--version").Output.ShouldBe(_feed.Version + "\n");

        PrepareRunAsAJob();
    }

    public void Dispose() => _folder.Dispose();

    // The first task of a workflow's run, with what Actions tells a job.
    private void PrepareRunAsAJob()
    {
        using var peer = new PeerRepository();
        var user = new Dictionary<string, string?>(peer.Environment) { ["NO_COLOR"] = "1" };
        Run(peer.Clone(), _feed.With(user), "Add it", "--agent=claude").ExitCode.ShouldBe(0);
        var run = peer.Runs.Single()!;
        var inputs = run["inputs"]!;
        var outputs = _folder.Write("outputs.txt", "");
        var job = new Dictionary<string, string?>(user)
        {
            ["ONESHOT_BRANCH_NAME"] = (string)inputs["branch_name"]!,
            ["ONESHOT_PR_NUMBER"] = (string)inputs["pr_number"]!,
            ["ONESHOT_DISTINCT_ID"] = (string)inputs["distinct_id"]!,
            ["ONESHOT_PROMPT_SHA256"] = (string)inputs["prompt_sha256"]!,
            ["ONESHOT_AGENT"] = "claude",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTOR"] = "octo-cat",
            ["GITHUB_REPOSITORY"] = peer.FullName,
            ["GITHUB_RUN_ID"] = run["id"]!.ToString(),
            ["GITHUB_OUTPUT"] = outputs,
        };
        var prepared = Run(peer.Clone("job"), _feed.With(job), "--target=PrepareRun");
        prepared.ExitCode.ShouldBe(0, prepared.All);
        prepared.Output.ShouldContain("::group::PrepareRun");
        File.ReadAllText(outputs).ShouldContain("proceed=true\n");
        peer.Comments(int.Parse(job["ONESHOT_PR_NUMBER"]!, System.Globalization.CultureInfo.InvariantCulture))
            .ShouldNotBeEmpty();
    }

    private Outcome Run(GitRepo repo, Dictionary<string, string?> environment, params string[] typed) =>
        Launch.Run(repo.Path, environment, _feed.InstalledTool, typed);
}
