namespace OneShot.Core.Places;

/// <summary>The top of a work tree, by the nearest <c>.git</c> above: a folder,
/// or a file in a linked work tree or a submodule.</summary>
/// <remarks>git is not asked: in a job, the tree's configuration may be an agent's by now.</remarks>
internal static class WorkTreeTop
{
    /// <summary>Finds it.</summary>
    /// <param name="folder">A folder in the tree.</param>
    /// <returns>The full path; <see langword="null"/> where the folder is in none.</returns>
    public static string? Above(string folder)
    {
        for (var one = new DirectoryInfo(folder); one is not null; one = one.Parent)
        {
            if (Path.Exists(Path.Combine(one.FullName, ".git")))
                return one.FullName;
        }

        return null;
    }
}
