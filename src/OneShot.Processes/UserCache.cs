namespace OneShot.Processes;

/// <summary>The folder for what can be made anew, beside the user's other caches and never in a repository.</summary>
internal static class UserCache
{
    /// <summary>OneShot's own folder there.</summary>
    /// <param name="variable">Reads the environment.</param>
    /// <returns>Its path; <see langword="null"/> where this user has no home.</returns>
    public static string? Folder(Func<string, string?> variable)
    {
        string? Rooted(string name) => variable(name) is { } value && Path.IsPathRooted(value) ? value : null;

        var own = OperatingSystem.IsWindows()
            ? variable("LOCALAPPDATA")
            : Rooted("XDG_CACHE_HOME") ?? (Rooted("HOME") is { } home ? Path.Combine(home, ".cache") : null);

        // In a job, where the next job finds nothing of it.
        var root = variable("GITHUB_ACTIONS") == "true" ? Rooted("RUNNER_TEMP") ?? own : own;
        return root is null ? null : Path.Combine(root, "oneshot");
    }
}
