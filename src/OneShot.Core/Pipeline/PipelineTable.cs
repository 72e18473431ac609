using OneShot.Core.Dispatch;
using OneShot.Core.Model;
using static OneShot.Core.Pipeline.JobCondition;

namespace OneShot.Core.Pipeline;

/// <summary>
/// The jobs of a run, once. A run of this machine goes through them; the workflows are read and changed by people,
/// and a test compares them with this table.
/// </summary>
internal static class PipelineTable
{
    /// <summary>What the jobs after the first are handed: the program, as it was built from trunk.</summary>
    public const string Program = "oneshot-program";

    /// <summary>The run's own token.</summary>
    public const string RunToken = "github.token";

    private const string Issue = "oneshot-issue";
    private const string Plan = "oneshot-plan";
    private const string Handed = "oneshot-handed";
    private const string Baseline = "oneshot-baseline";
    private const string Verified = "oneshot-verified";
    private const string OwnToken = "ONESHOT_TOKEN";

    private static readonly string[] Keys = [.. AgentDescriptors.All.SelectMany(agent => agent.Secrets).Distinct()];

    private static readonly JobRights All = new()
    {
        Contents = Access.Write,
        PullRequests = Access.Write,
        Issues = Access.Write,
        Actions = Access.Read,
    };

    private static readonly JobRights Grants = All with { Statuses = Access.Write, Checks = Access.Read };

    private static readonly JobRights Reads = new() { Contents = Access.Read };

    private static readonly JobRights Tells = Reads with { PullRequests = Access.Write, Issues = Access.Write };

    /// <summary>From a plan to a pull request: called, or started by hand for a plan of one's own.</summary>
    public static PipelineWorkflow Implement { get; } =
        new(
            PlanHashRules.Called,
            [
                new("disabled", ByHand & Disabled) { Limit = new(5) },
                new("prepare", ByHand & Enabled)
                {
                    Work = PipelineWork.Preparing,
                    Rights = All,
                    Tasks = [PipelineTask.OpenDraftPr],
                    Secrets = [RunToken],
                    Outputs = ["id", "branch", "pr_number", "program_sha256"],
                    Leaves = [Program],
                },
                new("start", NotCancelled & NotFailed("prepare") & Enabled)
                {
                    Stage = RunStage.Implement,
                    EndsStage = false,
                    Work = PipelineWork.Implementing,
                    Needs = ["prepare"],
                    Rights = new()
                    {
                        Contents = Access.Read,
                        Issues = Access.Read,
                        PullRequests = Access.Write,
                    },
                    Tasks = [PipelineTask.PrepareImplementation],
                    Secrets = [RunToken],
                    Outputs = ["id", "branch", "pr_number", "agent", "program_sha256"],
                    Takes = [Program, Baseline],
                    Leaves = [Handed],
                },
                new("implement", NotCancelled & Succeeded("start"))
                {
                    Stage = RunStage.Implement,
                    Work = PipelineWork.Implementing,
                    Agent = AgentPhase.Implement,
                    Needs = ["start"],
                    Rights = Reads,
                    Tasks = [PipelineTask.PrepareAgent, PipelineTask.RunImplementation],
                    Secrets = Keys,
                    Limit = new(60, "ONESHOT_IMPLEMENT_MINUTES"),
                    Takes = [Program, Handed],
                    Leaves = [KeptBundle.Artifact],
                },
                new("deliver", NotCancelled & Succeeded("start"))
                {
                    Stage = RunStage.Deliver,
                    Work = PipelineWork.Delivering,
                    Needs = ["start", "implement"],
                    Rights = All with { Actions = Access.None },
                    Tasks = [PipelineTask.DeliverImplementation],
                    Secrets = [RunToken, OwnToken],
                    Outputs = ["commit", "verify", "await_checks", "stays_draft", "rounds"],
                    Takes = [Program, Plan, KeptBundle.Artifact],
                },
                new("verify", NotCancelled & IsTrue("deliver", "verify"))
                {
                    Stage = RunStage.Verify,
                    EndsStage = false, // done again where its verdict is not green
                    Work = PipelineWork.Verifying,
                    Needs = ["start", "deliver"],
                    Rights = Reads,
                    Tasks = [PipelineTask.PrepareAgent, PipelineTask.VerifyImplementation],
                    Limit = new(60, "ONESHOT_VERIFY_MINUTES"),
                    Takes = [Program, Baseline],
                    Leaves = [Verified],
                },
                new("checks", NotCancelled & IsTrue("deliver", "await_checks"))
                {
                    Stage = RunStage.Verify,
                    EndsStage = false,
                    Work = PipelineWork.Verifying,
                    Needs = ["start", "deliver"],
                    Rights = Reads with { Checks = Access.Read, Statuses = Access.Read, Actions = Access.Read },
                    Tasks = [PipelineTask.AwaitChecks],
                    Secrets = [RunToken, OwnToken],
                    Limit = new(60, "ONESHOT_VERIFY_MINUTES"),
                    Takes = [Program],
                    Leaves = [Verified],
                },
                new("conclude", NotCancelled & (IsTrue("deliver", "verify") | IsTrue("deliver", "await_checks")))
                {
                    Stage = RunStage.Verify,
                    Work = PipelineWork.Verifying,
                    Needs = ["start", "deliver", "verify", "checks"],
                    Rights = Tells with { Statuses = Access.Write },
                    Tasks = [PipelineTask.ConcludeVerification],
                    Secrets = [RunToken, OwnToken],
                    Takes = [Program, Verified],
                },
                new("cancelled", Cancelled & ByHand & HasPullRequest)
                {
                    Needs = ["prepare", "start", "implement", "deliver", "verify", "checks", "conclude"],
                    Rights = Tells,
                    Tasks = [PipelineTask.TellCancelled],
                    Secrets = [RunToken],
                    Takes = [Program],
                },
            ]
        );

    /// <summary>From a prompt to a pull request.</summary>
    public static PipelineWorkflow OneShot { get; } =
        new(
            WorkflowRules.DefaultFile,
            [
                new("disabled", Disabled) { Limit = new(5) },
                new("prepare", Enabled)
                {
                    Stage = RunStage.Plan,
                    EndsStage = false,
                    Work = PipelineWork.Preparing,
                    Rights = All,
                    Tasks = [PipelineTask.OpenDraftPr, PipelineTask.PrepareRun],
                    Secrets = [RunToken, OwnToken],
                    Outputs =
                    [
                        "proceed",
                        "baseline",
                        "id",
                        "branch",
                        "pr_number",
                        "submitted_by",
                        "prompt_sha256",
                        "agent",
                        "model",
                        "program_sha256",
                    ],
                    Leaves = [Program, Issue],
                },
                new("baseline", IsTrue("prepare", "baseline")) // a run of this machine keeps it, and runs it when needed
                {
                    Work = PipelineWork.Verifying,
                    Needs = ["prepare"],
                    Rights = Reads,
                    Tasks = [PipelineTask.PrepareAgent, PipelineTask.VerifyBaseline],
                    Limit = new(60, "ONESHOT_VERIFY_MINUTES"),
                    Takes = [Program],
                    Leaves = [Baseline],
                },
                new("plan", IsTrue("prepare", "proceed"))
                {
                    Stage = RunStage.Plan,
                    Work = PipelineWork.Planning,
                    Agent = AgentPhase.Plan,
                    Needs = ["prepare"],
                    Rights = Reads,
                    Tasks =
                    [
                        PipelineTask.PrepareAgent,
                        PipelineTask.PreparePlanning,
                        PipelineTask.RunPlanning,
                        PipelineTask.ValidatePlan,
                    ],
                    Secrets = Keys,
                    Limit = new(30, "ONESHOT_PLAN_MINUTES"),
                    Takes = [Program, Issue],
                    Leaves = [Plan],
                },
                new("register", NotCancelled & IsTrue("prepare", "proceed"))
                {
                    Stage = RunStage.Register,
                    Work = PipelineWork.Planning,
                    Needs = ["prepare", "plan"],
                    Rights = Tells,
                    Tasks = [PipelineTask.SavePlan, PipelineTask.RegisterPlan],
                    Secrets = [RunToken],
                    Outputs = ["issue_number", "issue_title", "plan_sha256", "plan_comment_id"],
                    Takes = [Program, Plan],
                },
                new("implement", NotCancelled & Succeeded("register") & IsThere("register", "issue_number"))
                {
                    Needs = ["prepare", "register", "baseline"],
                    Rights = Grants,
                    Secrets = [.. Keys, OwnToken],
                    Calls = Implement,
                },
                new("cancelled", Cancelled & HasPullRequest)
                {
                    Needs = ["prepare", "baseline", "plan", "register", "implement"],
                    Rights = Tells,
                    Tasks = [PipelineTask.TellCancelled],
                    Secrets = [RunToken],
                    Takes = [Program],
                },
            ]
        );

    /// <summary>The stage of a job, by the name that Actions shows: of a called workflow's with the caller's before it.</summary>
    /// <param name="shown">The name, such as <c>plan</c> or <c>implement / start</c>.</param>
    /// <returns>The stage; <see langword="null"/> for a job without one.</returns>
    public static string? StageOf(string shown)
    {
        var names = shown.Split(" / ");
        var jobs = names.Length > 1 ? Implement.Jobs : OneShot.Jobs.Concat(Implement.Jobs);
        return jobs.FirstOrDefault(job => job.Name == names[^1] && job.Stage is not null)?.Stage;
    }

    /// <summary>What did not finish, when a task fails.</summary>
    public static PipelineWork WorkOf(PipelineTask task) =>
        OneShot.Jobs.Concat(Implement.Jobs).First(job => job.Tasks.Contains(task)).Work;
}
