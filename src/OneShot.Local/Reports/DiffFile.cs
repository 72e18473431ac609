namespace OneShot.Local.Reports;

/// <summary>What a diff says about one file.</summary>
/// <param name="Path">Its path; after a renaming the new one.</param>
/// <param name="From">Its path before a renaming.</param>
/// <param name="Added">Lines added; <see langword="null"/> where it has no lines.</param>
/// <param name="Removed">Lines removed.</param>
internal sealed record DiffFile(string Path, string? From, int? Added, int? Removed)
{
    /// <summary>
    /// <c>added</c>, <c>deleted</c>, <c>renamed</c> or <c>changed</c>, and what it is now if that is no plain file.
    /// </summary>
    public string Change { get; init; } = "changed";

    public bool IsBinary => Added is null;

    public IReadOnlyList<DiffLine> Lines { get; init; } = [];

    /// <summary>How many further lines there are.</summary>
    public int Left { get; init; }
}
