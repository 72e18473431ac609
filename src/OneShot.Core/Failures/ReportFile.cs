namespace OneShot.Core.Failures;

/// <summary>A file that tells what failed, and what its reader needs.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Written">When it was written last: that is when a run ended that does not say so itself.</param>
/// <param name="Paths">The repository's files.</param>
/// <param name="Text">Cleans what is read.</param>
internal sealed record ReportFile(string Path, DateTimeOffset Written, RepositoryPaths Paths, ToolText Text)
{
    /// <summary>The file's folder.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path) ?? "";
}
