using System.Globalization;
using System.Runtime.InteropServices;
using OneShot.Agents;
using OneShot.BuildLogs;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Storage;
using OneShot.Git;
using OneShot.Local;
using OneShot.Local.Reports;
using OneShot.Local.Store;
using OneShot.Processes;

namespace OneShot;

/// <summary>The other composition: the process that a local run is.</summary>
internal static class LocalRunHost
{
    /// <summary>Runs a run of the local forge to its end.</summary>
    /// <param name="folder">The forge's folder.</param>
    /// <param name="id">The run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string folder, string id)
    {
        // First of all: from here on it knows secrets.
        ClosedProcess.Close();
        using var program = ProgramUse.Of(AppContext.BaseDirectory); // before whoever started it lets go of it
        var told = RunnerProcess.Told(Console.OpenStandardInput());
        foreach (var (name, value) in told.Own)
            Environment.SetEnvironmentVariable(name, value);
        using var cancellation = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                cancellation.Cancel();
            }
        );

        // A terminal's signals are for whoever sits at it; that one sends SIGTERM if the run shall end.
        OwnGroup.Begin();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);

        return await RunAsync(folder, id, told.Agents, Environment.GetEnvironmentVariable, cancellation.Token)
            .ConfigureAwait(false);
    }

    /// <summary>Runs it in a process that has been told what it needs.</summary>
    /// <param name="folder">The forge's folder.</param>
    /// <param name="id">The run.</param>
    /// <param name="agents">What the agent gets of the user's variables.</param>
    /// <param name="own">Reads the runner's own variables.</param>
    /// <param name="cancellationToken">Asks it to end.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(
        string folder,
        string id,
        IReadOnlyDictionary<string, string> agents,
        Func<string, string?> own,
        CancellationToken cancellationToken
    )
    {
        string? Variable(string name) => agents.GetValueOrDefault(name) ?? own(name);
        var store = new LocalStore(folder);
        var file = new RunFile(store, id);
        var run = file.Run;
        var log = new RunLog(LocalRuns.LogOf(store, id), TimeProvider.System);
        GitRunner Git(string where) => new(where, TimeSpan.FromMinutes(5), log);
        var git = Git(run.Repository);
        var repository = new GitRepository(run.Repository, git, (command, _, _) => command);
        var configuration = await GitConfiguration
            .ReadAsync(git, run.Repository, cancellationToken)
            .ConfigureAwait(false);
        var identity = await new GitIdentities(git, configuration, actor: null)
            .AnyAsync(cancellationToken)
            .ConfigureAwait(false);
        var common = Path.GetDirectoryName(store.Folder)!;
        var journal = JournalOf(common, id);
        var threads = new LocalThreads(store, identity.Name, TimeProvider.System);
        var report = new LocalReport(store, git, TimeProvider.System, own) { Configuration = configuration };
        var forge = new LocalForge(
            threads,
            new LocalRuns(
                store,
                new RunnerProcess(AppContext.BaseDirectory, ProgramStore.Of(Variable)),
                run.Repository,
                _ => run.Limits,
                TimeProvider.System
            ),
            new GitTrunk(git, null, "origin"),
            report,
            identity.Name,
            TimeProvider.System
        );
        var published = new PublishedForge(
            forge,
            PublishedForge.Known(
                OwnSecrets
                    .Find()
                    .Concat(agents.Where(pair => OwnSecrets.IsNameOfOne(pair.Key)).Select(pair => pair.Value))
            )
        );
        var oneShot = OneShot(run, FileUrl.Of(LocalRuns.LogOf(store, id)), FaceCommand.Of(own));
        var clones = new GitClones(git, common, Git, identity)
        {
            Configuration = configuration,
            Filters = run.Limits.Filters,
            RemoteName = run.Remote ?? "origin",
            Trunk = journal?.BaseCommit,
            Prompt = journal?.FirstCommit,
        };
        var jobs = new LocalJobs(
            store,
            file,
            oneShot,
            published,
            repository,
            Remote.Own(common),
            clones,
            new AgentCatalog(Variable, log),
            new BinaryLogs(),
            log,
            TimeProvider.System
        )
        {
            IsLeft = () => JournalOf(common, id) is { IsAway: true },
        };
        async Task ReportAsync(LocalRun ended)
        {
            var told = await report
                .WriteAsync(threads.Get(oneShot.PrNumber), ended, CancellationToken.None)
                .ConfigureAwait(false);
            foreach (var line in RunEnd.Lines(told))
                log.Progress(line);
        }

        return await new LocalRunner(store, file, jobs, ReportAsync, log, TimeProvider.System)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    // Where the one-shot began, and what is checked out for it. One that can't be
    // read ends no run: then the user's own configuration has its say.
    private static Journal? JournalOf(string common, string id)
    {
        try
        {
            return new JournalStore(common).Find(id);
        }
        catch (OneShotException)
        {
            return null;
        }
    }

    private static OneShotInfo OneShot(LocalRun run, string url, string command)
    {
        string? Input(string name) => run.Inputs.GetValueOrDefault(name);
        int? Number(string name) =>
            int.TryParse(Input(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new OneShotInfo(
            run.Id,
            Input("branch_name")!,
            Number("pr_number")!.Value,
            Input("agent")!,
            Input("model_name"),
            Input("prompt_sha256"),
            Number("plan_issue_number"),
            Input("submitted_by"),
            url
        )
        {
            Command = command,
        };
    }
}
