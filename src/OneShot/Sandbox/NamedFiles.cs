namespace OneShot.Sandbox;

/// <summary>The files that the user's own command names by their whole paths, such as a script: they are shown, and nothing beside them.</summary>
internal static class NamedFiles
{
    private const int Most = 50;

    private static readonly char[] Around = [' ', '\t', '\n', '\'', '"', '=', ';', '|', '&', '(', ')', '<', '>', '`', ','];

    /// <summary>Those that are there.</summary>
    /// <param name="command">A command for a shell; <see langword="null"/> names none.</param>
    public static IReadOnlyList<string> In(string? command)
        => [.. (command ?? "").Split(Around, StringSplitOptions.RemoveEmptyEntries).Where(word => Path.IsPathRooted(word) && File.Exists(word) && !SandboxMounts.IsSystem(word)).Distinct().Take(Most)];
}
