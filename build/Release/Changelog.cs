using Cake.Core;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Build.Release;

/// <summary>What CHANGELOG.md says of one version.</summary>
internal static class Changelog
{
    /// <summary>Finds it, under a heading such as <c>## 1.2.3 - 2026-12-01</c>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="version">The version.</param>
    /// <returns>The text below the heading.</returns>
    /// <exception cref="CakeException">There is none.</exception>
    public static string Of(string file, string version)
    {
        var text = File.ReadAllText(file);
        var headings = Markdown.Parse(text).OfType<HeadingBlock>().Where(heading => heading.Level == 2).ToArray();
        var index = Array.FindIndex(headings, heading => VersionOf(heading) == version);
        var notes =
            index < 0
                ? ""
                : text[
                    (headings[index].Span.End + 1)..(
                        index + 1 < headings.Length ? headings[index + 1].Span.Start : text.Length
                    )
                ]
                    .Trim();
        return notes.Length > 0
            ? notes
            : throw new CakeException(
                $"CHANGELOG.md tells nothing of {version}: call what is unreleased "
                    + $"'## {version} - {DateTime.UtcNow:yyyy-MM-dd}', commit that, and move the tag"
            );
    }

    // Keep a Changelog writes [1.2.3]; a link has it the same way.
    private static string VersionOf(HeadingBlock heading) =>
        string.Concat(heading.Inline!.Descendants<LiteralInline>()).Split(' ')[0].Trim('[', ']');
}
