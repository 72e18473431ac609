namespace OneShot.Terminal;

/// <summary>
/// Shows what is under way while somebody waits for it; disposed, it
/// shows nothing any more, because somebody else writes to the terminal.
/// </summary>
internal interface ILive : IDisposable
{
    /// <summary>Something is under way; <see langword="null"/>: nothing any more.</summary>
    void Doing(string? activity);

    /// <summary>Prints a line of the log without the two getting into each other.</summary>
    void Above(Action print);
}
