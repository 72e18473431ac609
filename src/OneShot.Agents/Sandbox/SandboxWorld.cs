using OneShot.Core.Model;

namespace OneShot.Agents.Sandbox;

/// <summary>Which of this machine's folders a session sees.</summary>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class SandboxWorld(Func<string, string?> variable)
{
    /// <summary>The user's home.</summary>
    public static string HomeOf(Func<string, string?> variable) =>
        variable("HOME") is { Length: > 0 } home && Path.IsPathRooted(home)
            ? home.TrimEnd('/')
            : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>The folders.</summary>
    /// <param name="task">The session.</param>
    /// <param name="home">Its own home.</param>
    /// <param name="program">The agent's program.</param>
    /// <param name="named">Files that the user named.</param>
    public SandboxFolders Of(AgentTask task, string home, string program, IReadOnlyList<string> named)
    {
        var own = HomeOf(variable);
        string[] closed = [own, .. task.Hidden];
        var caches = new PackageCaches(own, variable);
        string?[] readable =
        [
            .. new VisiblePrograms(variable, own, task.Hidden).Folders(program),
            .. ToolHomes.In(own, variable).Select(one => one.Folder),
            caches.NuGet,
            caches.Npm,
            .. named,
            .. task.Readable,
        ];
        return new SandboxFolders(
            [task.Folder, home, .. task.Writable],
            [.. readable.OfType<string>().Distinct()],
            closed
        );
    }
}
