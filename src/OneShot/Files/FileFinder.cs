using System.IO.Enumeration;
using Microsoft.Extensions.FileSystemGlobbing;
using OneShot.Core.Ports;

namespace OneShot.Files;

/// <summary>Finds files on this machine.</summary>
/// <param name="since">Older files are those of an earlier build,
/// and not found; <see langword="null"/> finds all.</param>
internal sealed class FileFinder(DateTimeOffset? since) : IFileFinder
{
    /// <summary>Clocks of file systems tick coarsely.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    public IReadOnlyList<string> Find(string pattern, string folder)
    {
        try
        {
            return Seek(OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern, folder)
                .Where(file => since is null || File.GetLastWriteTimeUtc(file) >= since.Value.UtcDateTime - Tick)
                .Order(StringComparer.Ordinal)
                .ToArray();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Seek(string pattern, string folder)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return Path.GetFullPath(pattern, folder) is var file && File.Exists(file) ? [file] : [];
        var fixedPart = pattern.LastIndexOf('/', star) + 1;
        var root = Path.GetFullPath(pattern[..fixedPart], folder);
        var rest = pattern[fixedPart..];
        if (!Directory.Exists(root))
            return [];
        var matcher = new Matcher(
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        ).AddInclude(rest);
        return Files(root, rest).Where(file => matcher.Match(Path.GetRelativePath(root, file)).HasMatches);
    }

    // The library's own walk follows links, also in circles; so it is only asked whether a path matches.
    private static FileSystemEnumerable<string> Files(string root, string rest)
    {
        var last = rest[(rest.LastIndexOf('/') + 1)..];
        var name = last is "**" ? "*" : last;
        return new FileSystemEnumerable<string>(
            root,
            (ref FileSystemEntry entry) => entry.ToFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = rest.Contains('/', StringComparison.Ordinal) || last is "**",
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = true,
                MaxRecursionDepth = 64,
            }
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory
                && FileSystemName.MatchesSimpleExpression(name, entry.FileName, OperatingSystem.IsWindows()),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.FileName.SequenceEqual(".git"),
        };
    }
}
