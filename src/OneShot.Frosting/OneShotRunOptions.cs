namespace OneShot.Frosting;

/// <summary>How <c>RunOneShot</c> reads the command line.</summary>
public sealed record OneShotRunOptions
{
    /// <summary>
    /// The names of the host's own arguments, without dashes: they are never taken for a typing mistake.
    /// </summary>
    public IReadOnlyCollection<string> Arguments { get; init; } = [];

    /// <summary>
    /// Whether an argument that neither OneShot, Cake nor <see cref="Arguments"/>
    /// know is an error. Off by default: a pipeline has arguments of its own.
    /// </summary>
    public bool RefuseUnknownArguments { get; init; }

    /// <summary>Whether nothing of the engine's own is printed: no heading of a task, no table of times.</summary>
    internal bool IsBare { get; init; }
}
