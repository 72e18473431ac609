using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Checks out again what was checked out before <c>--checkout</c>, of whichever earlier dispatch was killed.
/// </summary>
/// <param name="remote">The git remote.</param>
/// <param name="ports">Everything outside.</param>
internal sealed class RestoreVerb(string remote, VerbPorts ports) : IVerb
{
    /// <inheritdoc/>
    public Receipt Receipt => new BareReceipt { Preview = ports.Preview is not null };

    /// <summary>Goes back.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Whether there was anything to go back from.</returns>
    /// <exception cref="OneShotException">OS5003: another process works on it; OS5006: git refused.</exception>
    public Task<bool> RestoreAsync(CancellationToken cancellationToken) =>
        new RestoreHead(ports).RunAsync(remote, cancellationToken);

    /// <inheritdoc/>
    public OneShotException About(OneShotException exception) => exception;

    /// <inheritdoc/>
    public void Dispose() => ports.Forges.Dispose();
}
