using Microsoft.Extensions.DependencyInjection;
using OneShot.Agents;
using OneShot.BuildLogs;
using OneShot.Core.Doctor;
using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;
using OneShot.Core.Ports;
using OneShot.Feeds;
using OneShot.Files;
using OneShot.Git;
using OneShot.GitHub;
using OneShot.Local;
using OneShot.Processes;
using OneShot.RepositoryFiles;
using OneShot.Terminal;

namespace OneShot;

/// <summary>
/// The one place where ports and adapters meet. Each call of a face has a container of its own; whoever asks it for a
/// verb's ports disposes the verb, which closes what it opened.
/// </summary>
internal static class OneShotServices
{
    /// <summary>Puts together what the verbs of a call may need.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <param name="preview">What a preview found, whose ports only look; <see langword="null"/> outside of one.</param>
    /// <param name="here">The same for the forge of this machine alone; that of the whole if not given.</param>
    /// <returns>The container. What nobody asks it for is never made.</returns>
    public static IServiceProvider Compose(
        OneShotSettings settings,
        OneShotHost host,
        PreviewLog? preview = null,
        PreviewLog? here = null
    )
    {
        ClosedProcess.Close(); // it has the user's variables, a token, or a model's key, and agents run beside it
        return new ServiceCollection()
            .AddGit(settings, host, preview)
            .AddForges(settings, host, preview, here ?? preview)
            .AddMachine(host)
            .AddPorts(host, preview)
            .BuildServiceProvider();
    }

    private static IServiceCollection AddGit(
        this IServiceCollection services,
        OneShotSettings settings,
        OneShotHost host,
        PreviewLog? preview
    ) =>
        services
            .AddSingleton(_ => new GitRunner(
                host.WorkingFolder,
                TimeSpan.FromSeconds(settings.GitTimeout ?? 300),
                host.Reporter
            ))
            .AddSingleton(made => new GitRepository(host.WorkingFolder, made.GetRequiredService<GitRunner>(), WithLogIn)
            {
                Actor = Identity.OfActor(host.Variable),
            })
            .AddSingleton<IGitRepository>(made =>
                preview is null
                    ? made.GetRequiredService<GitRepository>()
                    : new PreviewRepository(made.GetRequiredService<GitRepository>(), preview)
            )
            .AddSingleton(made => made.GetRequiredService<GitRepository>().Facts)
            .AddSingleton<ITextDifferences>(made => new GitDifferences(made.GetRequiredService<GitRunner>()))
            .AddSingleton<IWorkPlaces>(made => new GitPlaces(
                made.GetRequiredService<GitRunner>(),
                host.FindTree(),
                folder => new GitRunner(folder, made.GetRequiredService<GitRunner>().Timeout, host.Reporter),
                ActionsJob.RunOf(host),
                host.Reporter
            ));

    private static IServiceCollection AddForges(
        this IServiceCollection services,
        OneShotSettings settings,
        OneShotHost host,
        PreviewLog? preview,
        PreviewLog? here
    ) =>
        services
            .AddSingleton(_ => new GitHubToken(
                host.Variable,
                (command, input, cancellationToken) =>
                    ProcessQuery.AsyncOf(command, input, host.WorkingFolder, cancellationToken)
            ))
            .AddSingleton(made => new GitHubForges(
                host.Variable,
                made.GetRequiredService<GitHubToken>(),
                host.Reporter,
                host.Clock,
                preview
            )
            {
                Client = host.GitHub,
                Pace = host.Pace,
                Timeout = TimeSpan.FromSeconds(settings.HttpTimeout ?? 30),
            })
            .AddSingleton(made => new LocalForges(
                made.GetRequiredService<GitRunner>(),
                host.WorkingFolder,
                host.Runner
                    ?? new RunnerProcess(
                        host.ProgramFolder,
                        ProgramStore.Of(host.Variable),
                        FaceCommand.Of(host.Variable)
                    ),
                host.Clock,
                host.Variable,
                here
            ))
            .AddSingleton<IForgeSelector>(made => new ForgeSelector(
                made.GetRequiredService<GitHubForges>(),
                made.GetRequiredService<LocalForges>().Open,
                host.Reporter,
                host.Variable,
                new SshHosts(made.GetRequiredService<GitRunner>(), host.WorkingFolder, host.Variable).ResolveAsync
            ));

    private static IServiceCollection AddMachine(this IServiceCollection services, OneShotHost host) =>
        services
            .AddSingleton<IAgents>(_ => new AgentCatalog(host.Variable, host.Reporter))
            .AddSingleton<IPromptInput>(_ => new PromptInput(host.Variable) { MayAsk = host.MayAsk })
            .AddSingleton<IDesktop>(_ => new Desktop(host.Variable))
            .AddSingleton<IConsents>(_ => new Consents(host.Variable))
            .AddSingleton<IFileFinder>(_ => new FileFinder(host.FilesSince))
            .AddSingleton<IBinaryLogs>(_ => new BinaryLogs())
            .AddSingleton<IPackageFeeds>(_ => new DotNetFeeds())
            .AddSingleton<IWorkflowReader>(_ => new WorkflowFile())
            .AddSingleton<IRepositoryFileFormat>(_ => new RepositoryYaml());

    private static IServiceCollection AddPorts(
        this IServiceCollection services,
        OneShotHost host,
        PreviewLog? preview
    ) =>
        services
            .AddSingleton(made => new VerbPorts(
                made.GetRequiredService<IGitRepository>(),
                made.GetRequiredService<IForgeSelector>(),
                made.GetRequiredService<IWorkflowReader>(),
                made.GetRequiredService<IPromptInput>(),
                made.GetRequiredService<IAgents>(),
                host.Reporter,
                folder => new JournalStore(folder),
                made.GetRequiredService<LocalForges>().Reports,
                made.GetRequiredService<IDesktop>(),
                host.Clock,
                host.CallerFolder,
                preview
            )
            {
                Files = made.GetRequiredService<IFileFinder>(),
                BinaryLogs = made.GetRequiredService<IBinaryLogs>(),
                RepositoryFile = made.GetRequiredService<IRepositoryFileFormat>(),
                Consents = made.GetRequiredService<IConsents>(),
                Secrets = OwnSecrets.Find(),
                Command = FaceCommand.Of(host.Variable),
                Issues = host.Issues ?? new AskedIssues(),
            })
            .AddSingleton(made =>
            {
                var tree = host.FindTree();
                return new JobPorts(
                    tree,
                    host.CallerFolder,
                    made.GetRequiredService<IGitRepository>(),
                    made.GetRequiredService<IForgeSelector>(),
                    made.GetRequiredService<IAgents>(),
                    made.GetRequiredService<IWorkPlaces>(),
                    host.Reporter,
                    host.Clock
                )
                {
                    BinaryLogs = made.GetRequiredService<IBinaryLogs>(),
                    RepositoryFile = made.GetRequiredService<IRepositoryFileFormat>(),
                    Consents = made.GetRequiredService<IConsents>(),
                    Command = FaceCommand.OfJob(host.Variable, tree),
                    Actor = ActionsJob.ActorOf(host),
                };
            })
            .AddSingleton(made => new DoctorPorts(
                made.GetRequiredService<IGitRepository>(),
                made.GetRequiredService<IGitFacts>(),
                made.GetRequiredService<IForgeSelector>(),
                made.GetRequiredService<IWorkflowReader>(),
                made.GetRequiredService<IAgents>(),
                made.GetRequiredService<ITextDifferences>(),
                host.Reporter,
                host.Clock,
                FaceCommand.Of(host.Variable)
            )
            {
                RepositoryFile = made.GetRequiredService<IRepositoryFileFormat>(),
                Feeds = made.GetRequiredService<IPackageFeeds>(),
            });

    private static GitCommand WithLogIn(GitCommand command, Remote remote, RemoteAddress address)
    {
        var (configuration, environment) = GitCredentials.For(remote.LogIn, address);
        return command with
        {
            Configuration = [.. command.Configuration, .. configuration],
            Environment = [.. command.Environment, .. environment],
        };
    }
}
