namespace OneShot.Frosting.Tests;

/// <summary>
/// Every step can be a step of somebody's own pipeline: by itself,
/// it takes what it needs from arguments, variables, or a journal.
/// </summary>
public sealed class ExclusiveTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Sample _sample;

    public ExclusiveTests()
    {
        _repo = _peer.Clone();
        _sample = new Sample(_peer, _repo);
    }

    [Fact]
    public void The_steps_one_by_one_with_arguments_and_variables()
    {
        Run("ValidatePrompt", "--prompt=Add it").GetProperty("agent").GetString().ShouldBe("auto");
        var branch = Run("CreateOneShotBranch", "--prompt=Add it", "--model=s");
        var id = branch.GetProperty("id").GetString()!;
        var name = branch.GetProperty("branch").GetString()!;
        _peer.Pulls.ShouldBeEmpty();

        _sample.Environment["ONESHOT_BRANCH_NAME"] = name;
        _sample.Environment["ONESHOT_DISTINCT_ID"] = id;
        var pull = Run("OpenDraftPr", "--prompt=Add it", "--base=refs/heads/main");
        (pull.GetProperty("pr_number").GetInt32(), pull.GetProperty("base").GetString()).ShouldBe((1, "main"));
        Run("OpenDraftPr", "--prompt=Add it", "--base=origin/main").GetProperty("pr_number").GetInt32().ShouldBe(1);
        _peer.Pulls.Count.ShouldBe(1);

        var run = Run(
            "TriggerOneShot",
            "--prompt=Add it",
            "--pr-number=1",
            "--submitted-by=mona",
            "--model=s",
            "--ref=refs/remotes/origin/main"
        );
        run.GetProperty("run_id").GetString().ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        _peer.Runs.Single()!["inputs"]!["branch_name"]!.ToString().ShouldBe(name);
        Run("TriggerOneShot", "--prompt=Add it", "--pr-number=1", "--submitted-by=mona")
            .GetProperty("run_id")
            .GetString()
            .ShouldBe(run.GetProperty("run_id").GetString());
        _peer.Runs.Count.ShouldBe(1);

        // This clone's journal knows all of it.
        _sample.Environment.Remove("ONESHOT_BRANCH_NAME");
        _sample.Environment.Remove("ONESHOT_DISTINCT_ID");
        _sample.Run("--target=OneShot", $"--resume={id}").ExitCode.ShouldBe(0);
        _peer.Runs.Count.ShouldBe(1);
        _sample.Run("--target=OneShot", $"--undo={id}").ExitCode.ShouldBe(0);
        _peer.Pulls.Single()!["state"]!.ToString().ShouldBe("closed");
        _peer.Branches.ShouldBe(["refs/heads/main"]);
        var undone = _sample.Run(
            "--target=TriggerOneShot",
            "--exclusive",
            "--prompt=Add it",
            $"--branch-name={name}",
            $"--distinct-id={id}",
            "--pr-number=1"
        );
        undone.Error.ShouldContain("OS5004");
    }

    [Fact]
    public void A_step_undoes_nothing()
    {
        var outcome = _sample.Run("--target=TriggerOneShot", "--undo=k3x9a2");
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.ShouldContain("OS2024");
    }

    [Fact]
    public void The_steps_one_by_one_from_the_journal()
    {
        var id = Run("CreateOneShotBranch", "--prompt=Add it", "--model=s").GetProperty("id").GetString()!;
        Run("OpenDraftPr", "--resume=" + id).GetProperty("pr_number").GetInt32().ShouldBe(1);
        Run("TriggerOneShot", "--resume=" + id).GetProperty("run_id").GetString().ShouldNotBeNull();
        _peer.Runs.Single()!["inputs"]!["model_name"]!.ToString().ShouldBe("sonnet");
    }

    [Theory]
    [InlineData("CreateOneShotBranch", "", "--prompt")]
    [InlineData("OpenDraftPr", "--prompt=x", "--branch-name")]
    [InlineData("OpenDraftPr", "--branch-name=b", "--distinct-id")]
    [InlineData("TriggerOneShot", "--branch-name=main --distinct-id=k3x9a2 --prompt=x", "--pr-number")]
    public void What_is_missing_is_named(string task, string given, string missing)
    {
        var outcome = _sample.Run([
            $"--target={task}",
            "--exclusive",
            .. given.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.ShouldContain("OS2016");
        outcome.Error.ShouldContain(missing);
    }

    [Fact]
    public void The_whole_by_itself_is_nothing()
    {
        var outcome = _sample.Run("--target=OneShot", "--exclusive", "--prompt=x");
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("OS2017");
    }

    [Fact]
    public void A_branch_that_is_not_on_the_remote_is_told()
    {
        var outcome = _sample.Run(
            "--target=OpenDraftPr",
            "--exclusive",
            "--prompt=x",
            "--branch-name=nowhere",
            "--distinct-id=k3x9a2"
        );
        outcome.ExitCode.ShouldBe(2);
        outcome.Error.ShouldContain("OS2018");
    }

    public void Dispose() => _peer.Dispose();

    private System.Text.Json.JsonElement Run(string task, params string[] arguments)
    {
        var outcome = _sample.Run([$"--target={task}", "--exclusive", "--output=json", .. arguments]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return Sample.Json(outcome);
    }
}
