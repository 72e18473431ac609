using Microsoft.Extensions.FileSystemGlobbing;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Finds files by a pattern among those that a test names.</summary>
/// <param name="files">The files, absolute.</param>
internal sealed class FakeFileFinder(params string[] files) : IFileFinder
{
    public IReadOnlyList<string> Find(string pattern, string folder)
    {
        var whole = Path.GetFullPath(pattern, folder);
        if (!pattern.Contains('*', StringComparison.Ordinal))
            return [.. files.Where(file => file == whole)];
        var root = Path.GetPathRoot(whole)!;
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(Path.GetRelativePath(root, whole));
        return
        [
            .. files
                .Where(file => matcher.Match(Path.GetRelativePath(root, file)).HasMatches)
                .Order(StringComparer.Ordinal),
        ];
    }
}
