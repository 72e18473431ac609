using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Verifying;

/// <summary>Runs a command of the repository's own; what is missing around it is no fault of what was delivered.</summary>
/// <param name="agents">Runs commands in the sandbox.</param>
/// <param name="reporter">Is told what the command prints.</param>
internal sealed class CommandRun(IAgents agents, IReporter reporter)
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How it ended, or why it could not be run.</returns>
    public async Task<CommandEnd> EndAsync(SandboxedCommand command, CancellationToken cancellationToken)
    {
        if (command.TimeLimit <= TimeSpan.Zero)
            return new CommandEnd(null, 0, []) { EndedBy = "was not run: no time was left for it" };
        try
        {
            return await agents
                .RunCommandAsync(command, text => reporter.Doing($"verify: {text}"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit != ExitCode.Cancelled)
        {
            return new CommandEnd(null, 0, [])
            {
                EndedBy = $"could not be run: {exception.Error.Message.TrimEnd('.')}",
            };
        }
        finally
        {
            reporter.Doing(null);
        }
    }
}
