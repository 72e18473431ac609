using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Local.Reports;

/// <summary>
/// Reads what <c>git diff-tree</c> prints: names and counts from <c>--numstat -z</c>, where no
/// name needs quotes, and the lines from <c>--patch</c>, whose files come in the same order.
/// </summary>
internal static partial class Diff
{
    /// <summary>The most lines of one file, characters of one line, and characters of all, that a page shows.</summary>
    private const int MostLines = 2_000;
    private const int MostOfLine = 1_000;
    private const int Most = 200_000;

    public static IReadOnlyList<DiffFile> Read(string counts, string patch)
    {
        var room = Most;
        var files = new List<DiffFile>();
        using var sections = Sections(patch).GetEnumerator();
        foreach (var file in Files(counts))
            // a long patch may have been cut
            files.Add(Fill(file, sections.MoveNext() ? sections.Current : [], ref room));
        return files;
    }

    private static IEnumerable<DiffFile> Files(string counts)
    {
        var fields = counts.Split('\0');
        for (var i = 0; i + 1 < fields.Length; i++)
        {
            var parts = fields[i].Split('\t', 3);
            yield return parts[2].Length > 0
                ? new DiffFile(parts[2], null, Number(parts[0]), Number(parts[1]))
                : new DiffFile(fields[i + 2], fields[(i += 2) - 1], Number(parts[0]), Number(parts[1]));
        }
    }

    // A file that becomes a link has two sections of the same name.
    private static IEnumerable<List<string>> Sections(string patch)
    {
        List<string>? section = null;
        foreach (var line in patch.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("diff --git ", StringComparison.Ordinal) && section?[0] != line)
            {
                if (section is not null)
                    yield return section;
                section = [];
            }

            section?.Add(line);
        }

        if (section is not null)
            yield return section;
    }

    private static DiffFile Fill(DiffFile file, List<string> section, ref int room)
    {
        var lines = new List<DiffLine>();
        var (old, now, left, isInside) = (0, 0, 0, false);
        foreach (var line in section)
        {
            // a blank line may have lost its blank (diff.suppressBlankEmpty)
            var kind = line.Length == 0 ? ' ' : line[0];
            if (Place().Match(line) is { Success: true } place)
                (old, now, isInside) = (
                    Number(place.Groups[1].Value)!.Value,
                    Number(place.Groups[2].Value)!.Value,
                    true
                );
            else if (kind == 'd')
                isInside = false;
            if (!isInside)
                continue;
            var text = SafeText.Start(line, MostOfLine);
            if (lines.Count == MostLines || text.Length > room)
            {
                left++;
                continue;
            }

            room -= text.Length;
            lines.Add(
                new DiffLine(
                    kind,
                    kind is ' ' or '-' ? old++ : null,
                    kind is ' ' or '+' ? now++ : null,
                    text.Length < line.Length ? text + "…" : text
                )
            );
        }

        // Where every line ends as on Windows, the ends are no news.
        if (lines.TrueForAll(line => line.Kind is '@' or '\\' || line.Text.EndsWith('\r') || line.Text.EndsWith('…')))
            lines = lines.ConvertAll(line => line with { Text = line.Text.TrimEnd('\r') });
        return file with
        {
            Change = ChangeOf(file, section),
            Lines = lines,
            Left = Math.Max(
                left,
                (file.Added ?? 0) + (file.Removed ?? 0) - lines.Count(line => line.Kind is '+' or '-')
            ),
        };
    }

    private static string ChangeOf(DiffFile file, List<string> section)
    {
        string? Mode(string kind) =>
            section.Find(line => line.StartsWith(kind, StringComparison.Ordinal))?[kind.Length..];
        var (isNew, isGone) = (Mode("new file mode ") is not null, Mode("deleted file mode ") is not null);
        var change =
            file.From is not null ? "renamed"
            : isNew == isGone ? "changed"
            : isNew ? "added"
            : "deleted";
        return (Mode("new file mode ") ?? Mode("new mode ")) switch
        {
            "100755" => change + ", can be run",
            "100644" when change == "changed" => change + ", plain file",
            "120000" => change + ", link",
            "160000" => change + ", other repository",
            _ => change,
        };
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^@@ -(\d{1,9})(?:,\d+)? \+(\d{1,9})(?:,\d+)? @@", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Place();
}
