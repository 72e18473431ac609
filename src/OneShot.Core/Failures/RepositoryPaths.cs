namespace OneShot.Core.Failures;

/// <summary>
/// Finds the repository's file behind a path that a tool wrote, on this
/// machine or on another one; what is no file of the repository stays unnamed.
/// </summary>
/// <param name="root">The top of the work tree.</param>
internal sealed class RepositoryPaths(string root)
{
    /// <summary>More parts of a path are not looked at, longer paths not at all.</summary>
    private const int Parts = 16;

    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the file.</summary>
    /// <param name="path">The path, absolute or relative, with slashes of either kind.</param>
    /// <param name="folder">From where a relative path counts; the top when not given.</param>
    /// <returns>The file from the top of the repository, with slashes;
    /// <see langword="null"/> when it has none like it.</returns>
    public string? Find(string path, string? folder = null)
    {
        if (path.Length is 0 or > 1000 || path.Any(char.IsControl))
            return null;
        var key = $"{folder}\n{path}";
        if (_known.Count > FailureLimits.Failures)
            _known.Clear();
        return _known.TryGetValue(key, out var known) ? known : _known[key] = Seek(path.Replace('\\', '/'), folder);
    }

    private string? Seek(string path, string? folder)
    {
        var full = Path.GetFullPath(path, folder is null ? root : Path.GetFullPath(folder, root));
        if (Own(Path.GetRelativePath(root, full).Replace('\\', '/')) is { } here)
            return here;

        // Built on another machine, or with paths mapped: its end is looked for, of at least a folder and a file.
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Contains(".."))
            return null;
        for (var i = Math.Max(0, parts.Length - Parts); i < parts.Length - 1; i++)
        {
            if (Own(string.Join('/', parts[i..])) is { } found)
                return found;
        }

        return null;
    }

    // Never out of the repository, nor into the git directory.
    private string? Own(string relative) =>
        !Path.IsPathRooted(relative)
        && !relative.Contains(':', StringComparison.Ordinal)
        && relative.Split('/') is var parts
        && !parts.Contains("..")
        && !parts.Contains(".git", StringComparer.OrdinalIgnoreCase)
        && File.Exists(Path.Combine(root, relative))
            ? relative
            : null;
}
