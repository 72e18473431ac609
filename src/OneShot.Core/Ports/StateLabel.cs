using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Shows on a pull request how far its one-shot is. That it can't be shown is no reason to fail.</summary>
internal static class StateLabel
{
    /// <summary>Sets the label.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="number">The pull request.</param>
    /// <param name="stage">How far it is.</param>
    /// <param name="told">Is told why it can't be set.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task TrySetAsync(
        IForge forge,
        int number,
        OneShotStage stage,
        Action<string> told,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await forge.SetStateLabelAsync(number, stage, cancellationToken).ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            told($"the label {StateLabels.Of(stage)} is not set: {exception.Error.Message}");
        }
    }
}
