namespace OneShot.Core.Model;

/// <summary>How a command ended, as whoever started it saw.</summary>
/// <param name="ExitCode">Its exit code; <see langword="null"/> where it was ended.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Tail">The last lines that it printed.</param>
internal sealed record CommandEnd(int? ExitCode, double Seconds, IReadOnlyList<string> Tail)
{
    /// <summary>Why it was ended; <see langword="null"/> where it ended itself.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The values of the secrets that it was handed; they are in memory only.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
