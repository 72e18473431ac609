namespace OneShot.Frosting.Tests;

/// <summary>Inside a GitHub Actions job: outputs, summary, annotations, and no secret in the log.</summary>
public sealed class ActionsTests : IDisposable
{
    private readonly PeerRepository _peer = new();

    [Fact]
    public void A_dispatch_leaves_outputs_and_a_summary_and_masks_its_token()
    {
        var sample = Sample();
        var outcome = sample.Run("--target=OneShot", "--prompt=Add it");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var outputs = File.ReadAllLines(_peer.Folder["output"])
            .Select(line => line.Split('=', 2))
            .GroupBy(pair => pair[0])
            .ToDictionary(group => group.Key, group => group.Last()[1]);
        outputs["pr_number"].ShouldBe("1");
        outputs["run_id"].ShouldBe(_peer.Runs.Single()!["id"]!.ToString());
        outputs["branch"].ShouldBe(_peer.Branches[^1]["refs/heads/".Length..]);
        File.ReadAllText(_peer.Folder["summary"]).ShouldContain($"| Branch | `{outputs["branch"]}` |");
        outcome.Output.Split('\n').ShouldContain("::add-mask::" + _peer.Token);
        outcome.All.Replace("::add-mask::" + _peer.Token, "", StringComparison.Ordinal).ShouldNotContain(_peer.Token);
        outcome.Output.ShouldContain("::group::");
    }

    [Fact]
    public void A_step_by_itself_leaves_what_the_next_one_needs()
    {
        var outcome = Sample().Run("--target=CreateOneShotBranch", "--exclusive", "--prompt=Add it");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var outputs = File.ReadAllLines(_peer.Folder["output"])
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        outputs["branch"].ShouldBe(_peer.Branches[^1]["refs/heads/".Length..]);
        outputs["id"].Length.ShouldBe(6);
    }

    [Fact]
    public void A_failure_is_an_annotation()
    {
        var outcome = Sample().Run("--target=OneShot", "--prompt=Add it", "--base=no%where");
        outcome.ExitCode.ShouldBe(2);
        outcome
            .Error.Split('\n')
            .ShouldContain(line =>
                line.StartsWith(
                    "::error title=OS2018::The branch 'no%25where' does not exist",
                    StringComparison.Ordinal
                )
            );
    }

    [Fact]
    public void A_prompt_gives_the_runner_no_commands()
    {
        var outcome = Sample()
            .Run("--target=OneShot", "--prompt=::set-output name=x::y\n##[error]z\n::add-mask::branch", "--preview");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome
            .All.Split('\n')
            .ShouldNotContain(line =>
                line.TrimStart().StartsWith("::set-output", StringComparison.Ordinal)
                || line.Contains("##[error]", StringComparison.Ordinal)
                || line.TrimStart().StartsWith("::add-mask::branch", StringComparison.Ordinal)
            );
    }

    public void Dispose() => _peer.Dispose();

    private Sample Sample()
    {
        var sample = new Sample(_peer, _peer.Clone());
        sample.Environment["GITHUB_ACTIONS"] = "true";
        sample.Environment["GITHUB_OUTPUT"] = _peer.Folder["output"];
        sample.Environment["GITHUB_STEP_SUMMARY"] = _peer.Folder["summary"];
        return sample;
    }
}
