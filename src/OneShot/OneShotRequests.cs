using OneShot.Core.Batch;
using OneShot.Core.Dispatch;
using OneShot.Core.Doctor;
using OneShot.Core.Failures;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Publish;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;
using OneShot.Core.Status;
using OneShot.Core.Undo;

namespace OneShot;

/// <summary>
/// Makes the request of a verb of what a face was told, once and for all faces. No verb sees more than its own.
/// </summary>
internal static class OneShotRequests
{
    /// <summary>
    /// What stands for <c>--idempotency-key</c> where a batch has none: the same entry is the same one-shot then.
    /// </summary>
    private const string BatchKey = "batch";

    /// <summary>What is asked of a dispatch, or of taking an earlier one up.</summary>
    public static DispatchRequest Dispatch(OneShotSettings settings)
    {
        var request = How(settings) with
        {
            Prompt = Prompt(settings),
            IdempotencyKey = settings.IdempotencyKey,
            Checkout = settings.Checkout,
            Given = Given(settings),
        };
        return settings.Resume is { } id ? new ResumeRequest(request, id) { Again = settings.Again } : request;
    }

    /// <summary>What is asked of removing a one-shot.</summary>
    public static UndoRequest Undo(OneShotSettings settings, string id)
    {
        var how = How(settings);
        return new UndoRequest(EarlierRequest.Of(id, how), how.Forge);
    }

    /// <summary>
    /// What is asked of a batch: what is for one one-shot only, and was said for another task, is not for these.
    /// </summary>
    public static BatchRequest Batch(OneShotSettings settings) =>
        new(
            settings.PromptsFile,
            How(settings) with
            {
                IdempotencyKey = settings.IdempotencyKey ?? BatchKey,
                Given = new() { SubmittedBy = settings.SubmittedBy },
            }
        )
        {
            Parallel = settings.Parallel,
        };

    /// <summary>What is asked of publishing a one-shot of this machine.</summary>
    public static PublishRequest Publish(OneShotSettings settings) =>
        new(settings.DistinctId, Forge(settings), settings.NoHooks);

    /// <summary>What is asked of where one-shots are.</summary>
    public static StatusRequest Status(OneShotSettings settings) =>
        new(settings.DistinctId, Forge(settings).RemoteName)
        {
            Log = settings.Log,
            Most = settings.Limit ?? StatusRequest.Usual,
            Watch = settings.Watch,
            WatchMinutes = settings.WatchMinutes,
        };

    /// <summary>What is asked of a report.</summary>
    public static ReportRequest Report(OneShotSettings settings) =>
        new(settings.DistinctId ?? settings.Resume, Forge(settings).RemoteName, settings.Open);

    /// <summary>What is asked of setting a repository up.</summary>
    public static ScaffoldRequest Scaffold(OneShotSettings settings) =>
        new()
        {
            Agent = settings.Agent,
            Runner = settings.Runner,
            Project = settings.Project,
            Ghes = settings.Ghes,
            Force = settings.Force,
            Preview = settings.Preview,
        };

    /// <summary>What is asked of a look whether everything is in place.</summary>
    public static DoctorRequest Doctor(OneShotSettings settings) =>
        new()
        {
            Forge = Forge(settings),
            Workflow = Workflow(settings),
            Agent = settings.Agent,
            Terms = RunTerms.Of(settings),
            Scaffold = Scaffold(settings),
            Fix = settings.Fix,
            Preview = settings.Preview,
        };

    /// <summary>What a job's task is told.</summary>
    public static JobRequest Job(OneShotSettings settings) =>
        new()
        {
            Forge = Forge(settings),
            Workflow = Workflow(settings),
            Given = Given(settings),
            Agent = settings.Agent,
            Model = settings.Model,
            PlanIssue = settings.PlanIssue,
            IssueNumber = settings.IssueNumber,
            PromptSha256 = settings.PromptSha256,
            RunId = settings.RunId,
            RunUrl = settings.RunUrl,
            HandOver = settings.HandOver,
            BuiltInToken = settings.BuiltInToken,
            Commit = settings.DeliveredCommit,
            StaysDraft = settings.StaysDraft,
            RoundsDone = settings.RoundsDone ?? 0,
            CanVerify = settings.CanVerify,
            CanAwaitChecks = settings.CanAwaitChecks,
            Options = settings.Options,
            Terms = RunTerms.Of(settings),
            TrustRepositoryFile = settings.TrustRepositoryFile,
        };

    /// <summary>Where branches, pull requests and runs live.</summary>
    public static ForgeRequest Forge(OneShotSettings settings)
    {
        var terms = RunTerms.Of(settings);
        return new()
        {
            Forge = settings.Forge,
            Remote = settings.Remote,
            Repo = settings.Repo,
            Base = settings.Base,
            Terms = () => terms,
        };
    }

    // What a dispatch and the entries of a batch have in common.
    private static DispatchRequest How(OneShotSettings settings)
    {
        var forge = Forge(settings);
        var request = new DispatchRequest
        {
            Agent = settings.Agent,
            Model = settings.Model,
            PlanIssue = settings.PlanIssue,
            Slug = settings.Slug,
            Forge = forge,
            Workflow = Workflow(settings),
            Ref = settings.Ref,
            Terms = forge.Terms(),
            Options = settings.Options,
            TrustRepositoryFile = settings.TrustRepositoryFile,
            NoHooks = settings.NoHooks,
            Watch = settings.Watch,
            Detach = settings.Detach,
            WatchMinutes = settings.WatchMinutes,
        };
        return settings.RunTimeout is { } seconds
            ? request with
            {
                RunTimeout = TimeSpan.FromSeconds(seconds),
            }
            : request;
    }

    private static PromptRequest Prompt(OneShotSettings settings) =>
        new()
        {
            Text = settings.Prompt,
            File = settings.PromptFile,
            Source = settings.PromptSource,
            Failures = Failures(settings),
            AllowDirty = settings.AllowDirty,
        };

    // All that is named; together they are one prompt.
    private static FailureSource[] Failures(OneShotSettings settings) =>
        [
            .. new (string Argument, string Format, string? Pattern)[]
            {
                ("from-trx", "TRX", settings.FromTrx),
                ("from-junit", "JUnit XML", settings.FromJunit),
                ("from-sarif", "SARIF", settings.FromSarif),
                ("from-log", "a build's output", settings.FromLog),
                ("from-binlog", "a binary log", settings.FromBinlog),
            }
                .Where(source => source.Pattern is not null)
                .Select(source => new FailureSource(source.Argument, source.Format, source.Pattern!)),
        ];

    private static GivenOneShot Given(OneShotSettings settings) =>
        new()
        {
            BranchName = settings.BranchName,
            DistinctId = settings.DistinctId,
            PrNumber = settings.PrNumber,
            SubmittedBy = settings.SubmittedBy,
        };

    private static string Workflow(OneShotSettings settings) => settings.Workflow ?? WorkflowRules.DefaultFile;
}
