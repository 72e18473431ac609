using OneShot.Agents;
using OneShot.Batches;
using OneShot.BuildLogs;
using OneShot.Core.Batch;
using OneShot.Core.Dispatch;
using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Core.Publish;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;
using OneShot.Core.Status;
using OneShot.Core.Undo;
using OneShot.Files;
using OneShot.Git;
using OneShot.GitHub;
using OneShot.Local;
using OneShot.Processes;
using OneShot.RepositoryFiles;
using OneShot.Terminal;

namespace OneShot;

/// <summary>The one place where ports and adapters meet.</summary>
internal static class OneShotVerbs
{
    /// <summary>
    /// Chooses the verb by what is asked: to undo, to resume, or to dispatch. A preview has ports that only look.
    /// </summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static IOneShotVerb CreateVerb(OneShotSettings settings, OneShotHost host) =>
        CreateVerb(Told(settings, host), Ports(settings, host));

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
        Create(OneShotRequests.Dispatch(Told(settings, host)), Ports(settings, host));

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
    public static ReportVerb CreateReport(OneShotSettings settings, OneShotHost host, IVerb? before) =>
        new(OneShotRequests.Report(settings), Ports(settings, host), before);

    /// <summary>Puts a verb together that publishes a one-shot of this machine.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    public static PublishVerb CreatePublish(OneShotSettings settings, OneShotHost host) =>
        new(OneShotRequests.Publish(settings), Ports(settings, host));

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
            OneShotRequests.Batch(Told(settings, host)),
            Ports(settings, host),
            new BatchPorts(
                new PromptsFormat(),
                (asked, reporter) => Create(asked, Ports(settings, each with { Reporter = reporter })),
                pace.Made
            )
        );
    }

    internal static VerbPorts Ports(OneShotSettings settings, OneShotHost host)
    {
        ClosedProcess.Close(); // it has the user's variables, and agents run beside it
        var preview = settings.Preview ? new PreviewLog(host.Reporter, FaceCommand.Of(host.Variable)) : null;
        var (runner, repository, forges) = Reach(settings, host, preview);
        return new VerbPorts(
            preview is null ? repository : new PreviewRepository(repository, preview),
            forges,
            new WorkflowFile(),
            new PromptInput(host.Variable) { MayAsk = host.MayAsk },
            new AgentCatalog(host.Variable, host.Reporter),
            host.Reporter,
            folder => new JournalStore(folder),
            Local(runner, host, preview).Reports,
            new Desktop(host.Variable),
            host.Clock,
            host.CallerFolder,
            preview
        )
        {
            Files = new FileFinder(host.FilesSince),
            BinaryLogs = new BinaryLogs(),
            RepositoryFile = new RepositoryYaml(),
            Consents = new Consents(host.Variable),
            Secrets = OwnSecrets.Find(),
            Command = FaceCommand.Of(host.Variable),
            Issues = host.Issues ?? new AskedIssues(),
        };
    }

    /// <summary>Puts a verb of the workflow's side together.</summary>
    /// <param name="settings">What the job is told.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    /// <exception cref="OneShotException">OS3002: the working folder is in no work tree.</exception>
    public static JobTasks CreateJobs(OneShotSettings settings, OneShotHost host) =>
        new(JobRequest(settings, host), JobPorts(settings, host));

    internal static JobRequest JobRequest(OneShotSettings settings, OneShotHost host) =>
        OneShotRequests.Job(Told(settings, host));

    internal static JobPorts JobPorts(OneShotSettings settings, OneShotHost host)
    {
        ClosedProcess.Close(); // it has a token, or a model's key
        var tree = TreeOf(host);
        var (runner, repository, forges) = Reach(settings, host, null);
        var places = new GitPlaces(
            runner,
            tree,
            folder => new GitRunner(folder, runner.Timeout, host.Reporter),
            RunOf(host),
            host.Reporter
        );
        return new JobPorts(
            tree,
            host.CallerFolder,
            repository,
            forges,
            new AgentCatalog(host.Variable, host.Reporter),
            places,
            host.Reporter,
            host.Clock
        )
        {
            RepositoryFile = new RepositoryYaml(),
            Consents = new Consents(host.Variable),
            Command = FaceCommand.OfJob(host.Variable, tree),
            Actor = host.Variable("GITHUB_ACTIONS") == "true" ? host.Variable("GITHUB_ACTOR") : null,
        };
    }

    /// <summary>Puts a verb together that sets a repository up.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The verb; the caller disposes it.</returns>
    /// <exception cref="OneShotException">OS3002: the working folder is in no work tree.</exception>
    public static InitVerb CreateInit(OneShotSettings settings, OneShotHost host) =>
        new(OneShotRequests.Scaffold(settings), TreeOf(host), new GitDifferences(Git(settings, host)), host.Reporter);

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
        var (runner, repository, forges) = Reach(settings, host, null, onlyLooks: true);
        return new DoctorVerb(
            OneShotRequests.Doctor(settings),
            new DoctorPorts(
                repository,
                repository.Facts,
                forges,
                new WorkflowFile(),
                new AgentCatalog(host.Variable, host.Reporter),
                new GitDifferences(runner),
                host.Reporter,
                host.Clock,
                FaceCommand.Of(host.Variable)
            )
            {
                RepositoryFile = new RepositoryYaml(),
            }
        );
    }

    // A workflow's job has the commit that its run was started at
    // in its workspace, or in a folder of it beside the branch.
    private static (string Commit, IReadOnlyList<string> Folders)? RunOf(OneShotHost host) =>
        host.Variable("GITHUB_ACTIONS") == "true"
        && host.Variable("GITHUB_SHA") is { Length: >= 40 and <= 64 } commit
        && commit.All(char.IsAsciiHexDigit)
            ? (
                commit,
                host.Variable("GITHUB_WORKSPACE") is { Length: > 0 } workspace
                    ? [Path.Combine(workspace, "trunk"), workspace]
                    : []
            )
            : null;

    // Not asked of git: in a job, the tree's configuration may be an agent's by now.
    private static string TreeOf(OneShotHost host)
    {
        var tree = new DirectoryInfo(host.WorkingFolder);
        while (!Path.Exists(Path.Combine(tree.FullName, ".git")))
            tree = tree.Parent ?? throw OneShotErrors.NotARepository(host.WorkingFolder);
        return tree.FullName;
    }

    private static (GitRunner Runner, GitRepository Repository, ForgeSelector Forges) Reach(
        OneShotSettings settings,
        OneShotHost host,
        PreviewLog? preview,
        bool onlyLooks = false
    )
    {
        var runner = Git(settings, host);
        var tokens = new GitHubToken(
            host.Variable,
            (command, input, cancellationToken) =>
                ProcessQuery.AsyncOf(command, input, host.WorkingFolder, cancellationToken)
        );
        var gitHub = new GitHubForges(host.Variable, tokens, host.Reporter, host.Clock, preview)
        {
            Pace = host.Pace,
            Timeout = TimeSpan.FromSeconds(settings.HttpTimeout ?? 30),
        };
        var repository = new GitRepository(
            host.WorkingFolder,
            runner,
            (command, remote, address) =>
            {
                var (configuration, environment) = GitCredentials.For(remote.LogIn, address);
                return command with
                {
                    Configuration = [.. command.Configuration, .. configuration],
                    Environment = [.. command.Environment, .. environment],
                };
            }
        )
        {
            Actor = Identity.OfActor(host.Variable),
        };
        var hosts = new SshHosts(runner, host.WorkingFolder, host.Variable);
        return (
            runner,
            repository,
            new ForgeSelector(
                gitHub,
                Local(
                    runner,
                    host,
                    onlyLooks ? new PreviewLog(host.Reporter, FaceCommand.Of(host.Variable)) : preview
                ).Open,
                host.Reporter,
                host.Variable,
                hosts.ResolveAsync
            )
        );
    }

    private static GitRunner Git(OneShotSettings settings, OneShotHost host) =>
        new(host.WorkingFolder, TimeSpan.FromSeconds(settings.GitTimeout ?? 300), host.Reporter);

    private static LocalForges Local(GitRunner runner, OneShotHost host, PreviewLog? preview)
    {
        var starter =
            host.Runner
            ?? new RunnerProcess(host.ProgramFolder, ProgramStore.Of(host.Variable), FaceCommand.Of(host.Variable));
        return new LocalForges(runner, host.WorkingFolder, starter, host.Clock, host.Variable, preview);
    }

    // What Actions tells every job.
    private static OneShotSettings Told(OneShotSettings settings, OneShotHost host)
    {
        if (host.Variable("GITHUB_ACTIONS") != "true")
            return settings;
        settings = settings with { SubmittedBy = settings.SubmittedBy ?? host.Variable("GITHUB_ACTOR") };
        if (host.Variable("GITHUB_RUN_ID") is not { Length: > 0 } run)
            return settings;
        var page = $"{host.Variable("GITHUB_SERVER_URL")}/{host.Variable("GITHUB_REPOSITORY")}/actions/runs/{run}";
        return settings with { RunId = settings.RunId ?? run, RunUrl = settings.RunUrl ?? page };
    }
}
