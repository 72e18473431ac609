using Microsoft.Extensions.DependencyInjection;
using OneShot.Batches;
using OneShot.Core.Batch;
using OneShot.Core.Dispatch;
using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Publish;
using OneShot.Core.Scaffolding;
using OneShot.Core.Status;
using OneShot.Core.Undo;
using OneShot.GitHub;

namespace OneShot;

/// <summary>Puts each verb together: its request of what is asked, its ports of the container.</summary>
internal static class OneShotVerbs
{
    /// <summary>
    /// Chooses the verb by what is asked: to undo, to resume, or to dispatch. A preview has ports that only look.
    /// </summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static IOneShotVerb CreateVerb(OneShotSettings settings, OneShotHost host) =>
        CreateVerb(ActionsJob.Tells(settings, host), Ports(settings, host));

    /// <summary>The same with ports of one's own.</summary>
    internal static IOneShotVerb CreateVerb(OneShotSettings settings, VerbPorts ports) =>
        settings.Undo is { } id
            ? new UndoVerb(OneShotRequests.Undo(settings, id), ports)
            : Create(OneShotRequests.Dispatch(settings), ports);

    /// <summary>Puts a verb together that dispatches, or takes an earlier one-shot up.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static StepwiseVerb Create(OneShotSettings settings, OneShotHost host) =>
        Create(OneShotRequests.Dispatch(ActionsJob.Tells(settings, host)), Ports(settings, host));

    /// <summary>Puts a verb together that dispatches, or takes an earlier one-shot up.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="ports">Everything outside.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static StepwiseVerb Create(DispatchRequest request, VerbPorts ports) =>
        request is ResumeRequest resume ? new ResumeVerb(resume, ports) : new DispatchVerb(request, ports);

    /// <summary>Puts a verb together that goes back to what was checked out.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static RestoreVerb CreateRestore(OneShotSettings settings, OneShotHost host) =>
        new(OneShotRequests.Forge(settings).RemoteName, Ports(settings, host));

    /// <summary>Puts a verb together that writes a report.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <param name="before">What the same build has done before.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static ReportVerb CreateReport(OneShotSettings settings, OneShotHost host, IOneShotVerb? before) =>
        new(OneShotRequests.Report(settings), Ports(settings, host), before);

    /// <summary>Puts a verb together that publishes a one-shot of this machine.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static PublishVerb CreatePublish(OneShotSettings settings, OneShotHost host) =>
        new(OneShotRequests.Publish(settings), Ports(settings, host, PreviewWords.Publishing));

    /// <summary>Puts a verb together that tells where this repository's one-shots are.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static StatusVerb CreateStatus(OneShotSettings settings, OneShotHost host) =>
        new(OneShotRequests.Status(settings), Ports(settings, host));

    /// <summary>Puts a verb together that dispatches every entry of a file of prompts.</summary>
    /// <param name="settings">What is asked of all of them.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static BatchVerb CreateBatch(OneShotSettings settings, OneShotHost host)
    {
        var pace = new ContentPace(settings.PerMinute ?? 80, settings.PerHour ?? 500, host.Reporter, host.Clock);
        var each = host with { Pace = pace, Issues = new AskedIssues(), MayAsk = false };
        return new BatchVerb(
            OneShotRequests.Batch(ActionsJob.Tells(settings, host)),
            Ports(settings, host),
            new BatchPorts(
                new PromptsFormat(),
                (asked, reporter) => Create(asked, Ports(settings, each with { Reporter = reporter })),
                pace.Made
            )
        );
    }

    internal static VerbPorts Ports(
        OneShotSettings settings,
        OneShotHost host,
        string previewOf = PreviewWords.Dispatch
    ) =>
        OneShotServices
            .Compose(settings, host, settings.Preview ? PreviewOf(host, previewOf) : null)
            .GetRequiredService<VerbPorts>();

    /// <summary>Puts a verb of the workflow's side together.</summary>
    /// <param name="settings">What the job is told.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    /// <exception cref="OneShotException">OS3002: the working folder is in no work tree.</exception>
    public static JobTasks CreateJobs(OneShotSettings settings, OneShotHost host) =>
        new(JobRequest(settings, host), JobPorts(settings, host));

    internal static JobRequest JobRequest(OneShotSettings settings, OneShotHost host) =>
        OneShotRequests.Job(ActionsJob.Tells(settings, host));

    internal static JobPorts JobPorts(OneShotSettings settings, OneShotHost host) =>
        OneShotServices.Compose(settings, host).GetRequiredService<JobPorts>();

    /// <summary>Puts a verb together that sets a repository up.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    /// <exception cref="OneShotException">OS3002: the working folder is in no work tree.</exception>
    public static InitVerb CreateInit(OneShotSettings settings, OneShotHost host)
    {
        var services = OneShotServices.Compose(settings, host);
        return new(
            OneShotRequests.Scaffold(settings),
            host.FindTree(),
            services.GetRequiredService<ITextDifferences>(),
            services.GetRequiredService<IRepositoryFileFormat>(),
            services.GetRequiredService<IPackageFeeds>(),
            host.Reporter
        );
    }

    /// <summary>Puts a verb together that looks whether everything is in place.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static DoctorVerb CreateDoctor(OneShotSettings settings, OneShotHost host)
    {
        // Somebody waits for an answer, and a question that is not answered soon is an answer.
        settings = settings with
        {
            HttpTimeout = settings.HttpTimeout ?? 10,
            GitTimeout = settings.GitTimeout ?? 60,
        };
        var services = OneShotServices.Compose(settings, host, here: PreviewOf(host));
        return new(OneShotRequests.Doctor(settings), services.GetRequiredService<DoctorPorts>());
    }

    private static PreviewLog PreviewOf(OneShotHost host, string of = PreviewWords.Dispatch) =>
        new(host.Reporter, FaceCommand.Of(host.Variable), of);
}
