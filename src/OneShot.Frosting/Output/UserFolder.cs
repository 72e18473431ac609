namespace OneShot.Frosting.Output;

/// <summary>
/// The folder that the user is in. Where the project has <c>RunWorkingDirectory</c>, as in Cake's own template,
/// <c>dotnet run</c> starts the build in another folder, and only the shell's <c>PWD</c> still tells it.
/// </summary>
/// <param name="Path">The folder from which relative paths in arguments count.</param>
/// <param name="Typing">The folder that commands are typed in, as far as one can tell.</param>
internal sealed record UserFolder(string Path, string Typing)
{
    private static readonly string Started = Current();
    private static readonly string? Shell = Environment.GetEnvironmentVariable("PWD");
    private static readonly Lazy<UserFolder> Found = new(() => Find(BuildProject.Own, Started, Shell));

    /// <summary>
    /// <see cref="Path"/> of this process, before anything moved. Mostly the
    /// shell is where the build was started, and no project has to be looked for.
    /// </summary>
    public static string Here => Shell == Started ? Started : Found.Value.Path;

    /// <summary><see cref="Typing"/> of this process, before anything moved.</summary>
    public static string ForCommands => Found.Value.Typing;

    /// <summary>Finds it.</summary>
    /// <param name="project">The build's project.</param>
    /// <param name="started">The folder that the build was started in.</param>
    /// <param name="shell">What the shell says, as a hint: believed where it is in the project's repository.</param>
    public static UserFolder Find(BuildProject? project, string started, string? shell)
    {
        try
        {
            if (project is not { MovesItsProgram: true })
                return new UserFolder(started, started);
            var top = project.Repository;
            if (shell is not null && System.IO.Path.IsPathFullyQualified(shell) && Directory.Exists(shell))
            {
                var full = System.IO.Path.GetFullPath(shell);
                if (
                    full == top
                    || full.StartsWith(top + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
                )
                    return new UserFolder(full, full);
            }

            return new UserFolder(started, top);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new UserFolder(started, started);
        }
    }

    // A folder that was deleted under us has no name any more; git will say that it is no repository.
    private static string Current()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (IOException)
        {
            return System.IO.Path.GetTempPath();
        }
    }
}
