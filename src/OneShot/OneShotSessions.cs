using OneShot.Agents;
using OneShot.Core.Journals;
using OneShot.Core.Receipts;
using OneShot.Core.Settings;
using OneShot.Core.Steps;
using OneShot.Git;
using OneShot.GitHub;
using OneShot.Local;
using OneShot.Terminal;

namespace OneShot;

/// <summary>The one place where ports and adapters meet.</summary>
public static class OneShotSessions
{
    /// <summary>Puts a session together.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="host">The face's process.</param>
    /// <returns>The session; the caller disposes it.</returns>
    public static OneShotSession Create(OneShotSettings settings, OneShotHost host)
    {
        var reporter = host.Reporter;
        if (host.Variable("GITHUB_ACTIONS") == "true") settings.SubmittedBy ??= host.Variable("GITHUB_ACTOR");
        var runner = new GitRunner(host.WorkingFolder, TimeSpan.FromSeconds(settings.GitTimeout ?? 300), reporter);
        var credentials = new GitCredentials();
        var preview = settings.Preview ? new PreviewLog(reporter) : null;
        var tokens = new GitHubToken(host.Variable, (command, input, cancellationToken) => Ask.AsyncOf(command, input, host.WorkingFolder, cancellationToken));
        var gitHub = new GitHubForges(host.Variable, tokens, reporter, host.Clock, preview) { TokenFound = credentials.Offer };
        var repository = new GitRepository(host.WorkingFolder, runner, (command, address) =>
        {
            var (configuration, environment) = credentials.For(address);
            return command with { Configuration = [.. command.Configuration, .. configuration], Environment = [.. command.Environment, .. environment] };
        });

        var ports = new SessionPorts(
            preview is null ? repository : new PreviewRepository(repository, preview),
            new ForgeSelector(gitHub, new LocalForges(runner, host.WorkingFolder, host.Clock, preview).Open, reporter, host.Variable),
            new WorkflowFile(),
            new PromptInput(host.Variable),
            new AgentCatalog(host.Variable),
            reporter,
            folder => new JournalStore(folder),
            host.Clock,
            host.CallerFolder,
            preview);
        return new OneShotSession(settings, ports);
    }
}
