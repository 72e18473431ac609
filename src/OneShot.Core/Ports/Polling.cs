namespace OneShot.Core.Ports;

/// <summary>How long to wait before a run that is followed is asked for again.</summary>
/// <param name="First">The first pause.</param>
/// <param name="Growth">What each next pause is multiplied by.</param>
/// <param name="Longest">The longest pause.</param>
internal sealed record Polling(TimeSpan First, double Growth, TimeSpan Longest)
{
    /// <summary>The pause after another.</summary>
    /// <param name="pause">The one before.</param>
    /// <returns>The next.</returns>
    public TimeSpan After(TimeSpan pause) =>
        TimeSpan.FromSeconds(Math.Min(pause.TotalSeconds * Growth, Longest.TotalSeconds));
}
