namespace OneShot.Core.Judging;

/// <summary>A package that a file takes.</summary>
/// <param name="Key">What makes it the same as one of another version of the file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version, or what stands in its place.</param>
internal sealed record Dependency(string Key, string Name, string? Version)
{
    /// <summary>What else there is to know.</summary>
    public string? Note { get; init; }

    public override string ToString() => $"{Name} {Version}".TrimEnd() + (Note is null ? "" : $" ({Note})");
}
