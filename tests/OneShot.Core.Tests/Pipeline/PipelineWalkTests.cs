using OneShot.Core.Errors;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>The jobs of a run, one after the other: as a workflow would have them.</summary>
public sealed class PipelineWalkTests
{
    private static readonly string[] All = ["prepare", "plan", "register", "start", "implement", "deliver"];

    private readonly RecordedJobs _jobs = new();

    [Fact]
    public async Task All_jobs_run_in_their_order_and_those_of_a_call_by_hand_do_not()
    {
        (await WalkAsync()).ShouldBeNull();
        _jobs.Lines.ShouldBe(All);
    }

    [Fact]
    public async Task A_plan_that_was_rejected_is_not_implemented()
    {
        _jobs.Outputs["issue_number"] = string.Empty;
        (await WalkAsync()).ShouldBeNull();
        _jobs.Lines.ShouldBe(All[..3]);
    }

    [Fact]
    public async Task A_second_run_of_a_one_shot_plans_nothing()
    {
        _jobs.Outputs["proceed"] = "false";
        (await WalkAsync()).ShouldBeNull();
        _jobs.Lines.ShouldBe(["prepare"]);
    }

    [Theory]
    [InlineData("prepare", "Preparing")]
    [InlineData("plan", "Planning")]
    [InlineData("register", "Planning")]
    [InlineData("start", "Implementing")]
    [InlineData("implement", "Implementing")]
    [InlineData("deliver", "Delivering")]
    public async Task A_failure_is_told_once_and_nothing_runs_after_it(string job, string doing)
    {
        _jobs.Failing[job] = OneShotErrors.AgentFailed("claude", "x");
        (await WalkAsync())!.ShouldBeSameAs(_jobs.Failing[job]);
        _jobs.Lines.ShouldBe([.. All[..(Array.IndexOf(All, job) + 1)], $"{doing}: OS6009"]);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("plan")]
    [InlineData("register")]
    [InlineData("implement")]
    [InlineData("deliver")]
    public async Task A_run_that_is_stopped_tells_so_and_no_failure(string job)
    {
        _jobs.Failing[job] = new OperationCanceledException();
        (await WalkAsync())!.Error.Exit.ShouldBe(ExitCode.Cancelled);
        _jobs.Lines.ShouldBe([.. All[..(Array.IndexOf(All, job) + 1)], "cancelled"]);
    }

    [Fact]
    public async Task What_an_earlier_attempt_did_is_not_done_again()
    {
        _jobs.DoneStages.UnionWith(["plan", "register"]);
        (await WalkAsync()).ShouldBeNull();
        _jobs.Lines.ShouldBe(["start", "implement", "deliver"], "the beginning of a job is done with it");
    }

    [Fact]
    public void What_is_switched_off_does_nothing_but_say_so()
    {
        foreach (var workflow in new[] { PipelineTable.OneShot, PipelineTable.Implement })
        {
            var state = new PipelineState((_, _) => string.Empty) { IsDisabled = true };
            workflow.Jobs.Where(state.MayRun).Select(job => job.Name).ShouldBe(["disabled"]);
        }
    }

    private Task<OneShotException?> WalkAsync() => new PipelineWalk(_jobs).RunAsync(CancellationToken.None);
}
