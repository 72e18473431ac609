using System.Text.RegularExpressions;
using OneShot.Core.Storage;

namespace OneShot.Agents.Rehearsal;

/// <summary>Ranks a folder's text files against a text: by the words they share, rare words first.</summary>
internal sealed partial class FileRanking(string folder)
{
    /// <summary>No more files than this are read, and no more bytes of each.</summary>
    private const int Files = 5_000;
    private const int Bytes = 64 * 1024;

    public IReadOnlyList<(string Path, IReadOnlyList<string> Words)> Against(
        string text,
        int most,
        CancellationToken cancellationToken
    )
    {
        var wanted = Words(text).ToHashSet();
        if (wanted.Count == 0)
            return [];
        var found = new List<(string Path, HashSet<string> InName, HashSet<string> InText)>();
        foreach (var file in Enumerate().Take(Files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var (name, content) = (
                Words(path).Where(wanted.Contains).ToHashSet(),
                Words(Read(file)).Where(wanted.Contains).ToHashSet()
            );
            if (name.Count + content.Count > 0)
                found.Add((path, name, content));
        }

        double Weight(string word) =>
            Math.Log(
                1
                    + (
                        found.Count
                        / (1.0 + found.Count(file => file.InName.Contains(word) || file.InText.Contains(word)))
                    )
            );
        return found
            .Select(file => (file, score: file.InName.Sum(word => 3 * Weight(word)) + file.InText.Sum(Weight)))
            .OrderByDescending(pair => pair.score)
            .ThenBy(pair => pair.file.Path, StringComparer.Ordinal)
            .Take(most)
            .Select(pair =>
                (
                    pair.file.Path,
                    (IReadOnlyList<string>)
                        pair.file.InName.Union(pair.file.InText).Order(StringComparer.Ordinal).Take(6).ToArray()
                )
            )
            .ToArray();
    }

    private IEnumerable<string> Enumerate() =>
        Directory
            .EnumerateFiles(
                folder,
                "*",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Where(file =>
                !Path.GetRelativePath(folder, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is ".git" or ".impl" or ".worker-impl" or "node_modules")
            )
            .Order(StringComparer.Ordinal);

    private static string Read(string file)
    {
        try
        {
            using var stream = RegularFile.Open(file);
            var buffer = new byte[Math.Min(Bytes, stream.Length)];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer.AsSpan(0, length).Contains((byte)0)
                ? string.Empty
                : System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    private static IEnumerable<string> Words(string text) =>
        Word().Matches(text).Select(match => match.Value.ToLowerInvariant()).Where(word => !Common.Contains(word));

    private static readonly HashSet<string> Common =
    [
        "the",
        "and",
        "for",
        "that",
        "this",
        "with",
        "from",
        "are",
        "was",
        "not",
        "but",
        "all",
        "add",
        "use",
        "new",
        "its",
        "into",
        "our",
        "out",
        "can",
        "has",
        "have",
        "will",
        "should",
        "must",
        "one",
        "two",
        "please",
        "make",
    ];

    // CamelCase and snake_case are several words.
    [GeneratedRegex(@"\p{Lu}?\p{Ll}{2,}|\p{Lu}{3,}|\p{Lo}{2,}|\d{3,}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Word();
}
