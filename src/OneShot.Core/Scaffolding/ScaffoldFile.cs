namespace OneShot.Core.Scaffolding;

/// <summary>A file that OneShot puts into a repository.</summary>
/// <param name="Path">Its path, counted from the top.</param>
/// <param name="Text">Its text, without a stamp.</param>
internal sealed record ScaffoldFile(string Path, string Text)
{
    /// <summary>Its text as it is written: the stamp first.</summary>
    /// <param name="version">OneShot's version.</param>
    /// <returns>The text.</returns>
    public string Stamped(string version) => Stamp.Of(Text, version).Write(Path) + Text;

    /// <summary>How a file of a repository stands to this one.</summary>
    /// <param name="found">What the repository has; <see langword="null"/> when it has no such file.</param>
    /// <returns>The state.</returns>
    public ScaffoldState StateOf(string? found)
    {
        if (found is null)
            return ScaffoldState.Missing;
        var (stamp, rest) = Stamp.Read(found.Replace("\r\n", "\n", StringComparison.Ordinal));
        if (rest == Text)
            return ScaffoldState.Same;
        return stamp is not null && stamp.IsOf(rest) ? ScaffoldState.Older : ScaffoldState.Changed;
    }
}
