using OneShot.Core.Storage;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The regular files that the user's own command names by their whole
/// paths, such as a script: they are shown, and nothing beside them.
/// </summary>
internal static class NamedFiles
{
    private const int Most = 50;

    private static readonly char[] Around =
    [
        ' ',
        '\t',
        '\n',
        '\'',
        '"',
        '=',
        ';',
        '|',
        '&',
        '(',
        ')',
        '<',
        '>',
        '`',
        ',',
    ];

    // A sandbox has its own of these. It has its own devices too: the
    // host's /dev/null over them could not be opened by anybody there.
    private static readonly string[] Kernel = ["/proc", "/sys"];

    /// <summary>Those that are there.</summary>
    /// <param name="command">A command for a shell; <see langword="null"/> names none.</param>
    public static IReadOnlyList<string> In(string? command) =>
        [.. (command ?? "").Split(Around, StringSplitOptions.RemoveEmptyEntries).Where(IsShown).Distinct().Take(Most)];

    private static bool IsShown(string word) =>
        Path.IsPathRooted(word)
        && File.Exists(word)
        && Path.GetFullPath(word) is var path
        && !SandboxMounts.IsSystem(path)
        && !Kernel.Any(folder => SandboxMounts.IsWithin(path, folder))
        && RegularFile.TryRead(word, 0, followLink: true) is not null;
}
