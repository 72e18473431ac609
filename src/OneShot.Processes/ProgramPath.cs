namespace OneShot.Processes;

/// <summary>Finds programs as a shell would.</summary>
internal static class ProgramPath
{
    /// <summary>The file of a program.</summary>
    /// <param name="program">A name, or a rooted path.</param>
    /// <param name="path">The folders to look in, as in the variable <c>PATH</c>.</param>
    public static string? Find(string program, string? path) =>
        Path.IsPathRooted(program)
            ? Existing(program)
            : (path ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Existing(Path.Combine(folder, program)))
                .FirstOrDefault(found => found is not null);

    private static string? Existing(string path) =>
        (OperatingSystem.IsWindows() ? [path + ".exe", path + ".cmd", path + ".bat"] : new[] { path }).FirstOrDefault(
            File.Exists
        );
}
