using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>An agent's program on this machine: where it is, and how old.</summary>
internal static partial class AgentFile
{
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), Version?> Known = new();

    /// <summary>Finds a program as a shell would.</summary>
    public static string? Find(string program, string? path) => ProgramPath.Find(program, path);

    /// <summary>
    /// Its version: what its package says, which costs nothing; else
    /// what it answers. <see langword="null"/> when nobody can tell.
    /// </summary>
    public static Version? VersionOf(string file, AgentProgram program, Func<string, string?> variable)
    {
        var real = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        return Known.GetOrAdd(
            (real, File.GetLastWriteTimeUtc(real)),
            _ => NumberIn(Packaged(real, program.Descriptor.Package) ?? AgentStart.Of(file, program, variable).Output)
        );
    }

    /// <summary>The first version that a text tells.</summary>
    public static Version? NumberIn(string text) =>
        Number().Match(text) is { Success: true } match ? Version.Parse(match.Value) : null;

    private static string? Packaged(string file, string? package)
    {
        for (var folder = Directory.GetParent(file); folder is not null && package is not null; folder = folder.Parent)
        {
            var description = Path.Combine(folder.FullName, "package.json");
            if (!File.Exists(description))
                continue;
            using var document = JsonDocument.Parse(File.ReadAllBytes(description));
            if (document.RootElement.TryGetProperty("name", out var name) && name.GetString() == package)
                return document.RootElement.GetProperty("version").GetString();
        }

        return null;
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Number();
}
