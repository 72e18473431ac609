using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Places;
using OneShot.Core.Ports;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Pushes, and looks at the remote when the answer was lost: then only the remote knows whether the refs were made.
/// </summary>
internal sealed class PushRefs(VerbPorts ports, OneShotLocation site, bool skipsHooks, string? trunk)
{
    private readonly PushHooks? _hooks = skipsHooks ? null : new PushHooks(site.State, trunk);

    public async Task<PushOutcome> RunAsync(IReadOnlyList<RefUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            return await ports
                .Repository.PushAsync(site.Remote, updates, _hooks, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OneShotException exception)
            when (exception.Error.Code is CaughtCode.RemoteUnreachable or CaughtCode.GitFailed or CaughtCode.GitTimedOut
            )
        {
            ports.Reporter.Warn($"{exception.Error.Message} Checking whether the branch arrived.");
            if (await HasArrivedAsync(updates[0], cancellationToken).ConfigureAwait(false))
                return PushOutcome.Done;
            return await ports
                .Repository.PushAsync(site.Remote, updates, _hooks, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Whether a ref is where it was pushed to.</summary>
    public async Task<bool> HasArrivedAsync(RefUpdate update, CancellationToken cancellationToken)
    {
        var refs = await ports
            .Repository.ListRemoteAsync(site.Remote.PushSide, [update.Ref], cancellationToken)
            .ConfigureAwait(false);
        return refs.Refs.GetValueOrDefault(update.Ref) == update.New;
    }
}
