using System.Text;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>Reads where HEAD is after an agent worked, as files: git that runs there would do what the agent's configuration says.</summary>
/// <param name="git">The git directory.</param>
/// <param name="common">The common git directory, which holds the branches.</param>
internal sealed class AgentHead(string git, string common)
{
    /// <summary>The most bytes of a file: packed refs may be many.</summary>
    private const int Most = 16 * 1024 * 1024;

    /// <returns>The object id; <see langword="null"/> where that can't be told, as when the agent put something else in the place of the git directory.</returns>
    public string? Read()
    {
        if (new DirectoryInfo(git) is not { Exists: true, LinkTarget: null } || Text(Path.Combine(git, "HEAD")) is not { } head) return null;
        if (!head.StartsWith("ref: refs/heads/", StringComparison.Ordinal)) return Id(head);
        var name = head["ref: ".Length..];
        if (name.Split('/').Any(part => part is "" or "." or "..")) return null;
        return Id(Text(Path.Combine(common, name))) ?? Id(Text(Path.Combine(common, "packed-refs"))?.Split('\n').FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal))?.Split(' ')[0]);
    }

    private static string? Text(string path) => RegularFile.TryRead(path, Most) is { Length: <= Most } bytes ? Encoding.UTF8.GetString(bytes).TrimEnd('\n') : null;

    private static string? Id(string? text) => text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigitLower) ? text : null;
}
