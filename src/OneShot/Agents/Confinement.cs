using OneShot.Core.Ports;

namespace OneShot.Agents;

/// <summary>Keeps an agent from becoming root on a runner: GitHub's own runners have a sudo without a password, and a Docker that is as good.</summary>
/// <remarks>GitHub's runners: https://docs.github.com/actions/reference/runners/github-hosted-runners#administrative-privileges</remarks>
internal sealed class Confinement(Func<string, string?> variable, IReporter reporter)
{
    private const string Docker = "/var/run/docker.sock";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess) reporter.Warn("the runner works as root, and so does the agent: give the runner a user of its own");
        if (OperatingSystem.IsWindows() || !await CanAsync(cancellationToken).ConfigureAwait(false))
        {
            reporter.Progress("sudo does not work here without a password");
            return;
        }

        if (variable("RUNNER_ENVIRONMENT") != "github-hosted")
        {
            reporter.Warn("sudo works on this runner without a password, and is not taken away because the machine is yours: an agent could become root. Take it from the runner's user.");
            return;
        }

        // In this order: without sudo nothing more can be taken.
        if (File.Exists(Docker)) await SudoAsync(cancellationToken, "chmod", "600", Docker).ConfigureAwait(false);
        await SudoAsync(cancellationToken, "chmod", "0", AgentFile.Find("sudo", variable("PATH"))!).ConfigureAwait(false);
        if (await CanAsync(cancellationToken).ConfigureAwait(false)) reporter.Warn("sudo could not be taken from this runner: an agent could become root");
        else reporter.Progress("sudo is taken from this runner");
    }

    private async Task<bool> CanAsync(CancellationToken cancellationToken) => await SudoAsync(cancellationToken, "echo", "yes").ConfigureAwait(false) == "yes";

    private async Task<string?> SudoAsync(CancellationToken cancellationToken, params string[] command)
        => AgentFile.Find("sudo", variable("PATH")) is { } sudo ? await Ask.AsyncOf([sudo, "-n", .. command], "", Path.GetTempPath(), cancellationToken).ConfigureAwait(false) : null;
}
