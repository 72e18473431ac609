namespace OneShot.Git;

/// <summary>
/// A repository that git has just made, whatever its formats: another one that begins as it did needs no git.
/// </summary>
/// <param name="folders">Its folders, by their paths in it.</param>
/// <param name="files">Its files.</param>
internal sealed class RepositoryFiles(IReadOnlyList<string> folders, IReadOnlyList<(string Path, byte[] Content)> files)
{
    /// <summary>Reads one before it holds anything, and before anybody else could write there.</summary>
    public static RepositoryFiles Read(string directory) =>
        new(
            [
                .. Directory
                    .EnumerateDirectories(directory, "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetRelativePath(directory, path)),
            ],
            [
                .. Directory
                    .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
                    .Select(file => (Path.GetRelativePath(directory, file), File.ReadAllBytes(file))),
            ]
        );

    /// <summary>Makes another one.</summary>
    public void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var folder in folders)
            Directory.CreateDirectory(Path.Combine(directory, folder));
        foreach (var (path, content) in files)
            File.WriteAllBytes(Path.Combine(directory, path), content);
    }
}
