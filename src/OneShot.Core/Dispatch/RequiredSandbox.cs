using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>
/// Where a sandbox is required, nothing begins without one: asked after everybody who may require it has been heard.
/// </summary>
internal static class RequiredSandbox
{
    /// <summary>Checks that it can be had on this machine.</summary>
    /// <param name="agents">The agents of this machine.</param>
    /// <param name="terms">What is asked, trunk's own file laid under it.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="mayInstall">Whether what OneShot brings itself is installed where it is missing.</param>
    /// <param name="isFloor">Whether trunk's own file requires it, so that no argument can allow less.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="OneShotException">OS3060: it can't.</exception>
    public static async Task CheckAsync(
        IAgents agents,
        RunTerms terms,
        string agent,
        bool mayInstall,
        bool isFloor,
        CancellationToken cancellationToken
    )
    {
        if (agent == AgentName.Rehearsal || terms.ToLimits().Sandbox != SandboxMode.Required)
            return;
        var support = await agents.SandboxAsync(mayInstall, cancellationToken).ConfigureAwait(false);
        if (support.Level < SandboxLevel.WorldAndNetwork)
            throw Missing(support, isFloor);
    }

    /// <summary>The error of a sandbox that is required and can't be had.</summary>
    /// <param name="support">What can be had.</param>
    /// <param name="isFloor">Whether trunk's own file requires it.</param>
    public static OneShotException Missing(SandboxSupport support, bool isFloor) =>
        isFloor
            ? OneShotErrors.SandboxMissing(
                support.Lack!,
                support.Fix,
                $"sandbox: auto in {RepositoryFile.Path} on trunk"
            )
            : OneShotErrors.SandboxMissing(support.Lack!, support.Fix);
}
