namespace OneShot.Core.Judging;

/// <summary>A path as git writes it, with slashes.</summary>
internal static class RepositoryPath
{
    /// <summary>The folders that hold it, the outermost first.</summary>
    public static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            yield return path[..slash];
    }
}
