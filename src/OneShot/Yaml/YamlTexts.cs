using System.Globalization;
using OneShot.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OneShot.Yaml;

/// <summary>
/// The one rule for a text in a YAML file of ours: it is the text that stands there, or an error. What YAML takes for
/// something else (nothing, a number, a date, true or false) or would cut stands in quotes.
/// </summary>
/// <param name="file">The whole file, with line ends as <see cref="Parser"/> counts them.</param>
/// <param name="wrong">Makes the error of a line: what is wrong, and what to write instead where that is known.</param>
internal sealed class YamlTexts(string file, Func<int, string, string?, OneShotException> wrong)
{
    /// <summary>
    /// Whether a comment may stand behind unquoted text: where a word of a table is meant, none can be lost.
    /// </summary>
    public bool TakesComments { get; init; }

    /// <summary>The file with one kind of line end; what only some readers take for line ends is refused.</summary>
    public static string Lines(string text, Func<int, string, string?, OneShotException> wrong)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var at = lines.AsSpan().IndexOfAny(['\0', '\u0085', '\u2028', '\u2029']);
        if (at < 0)
            return lines;
        var code = ((int)lines[at]).ToString("x4", CultureInfo.InvariantCulture);
        var line = lines.AsSpan(0, at).Count('\n') + 1;
        var reason = $"the character U+{code.ToUpperInvariant()} ends a line or the whole for some readers of YAML.";
        throw wrong(line, reason, $"\\u{code} in double quotes");
    }

    /// <summary>Reads a text.</summary>
    /// <param name="scalar">What YamlDotNet found.</param>
    /// <param name="mayBeNumber">Whether a number is meant, which may stand in quotes or without.</param>
    public string Read(Scalar scalar, bool mayBeNumber = false)
    {
        RequireBare(scalar);
        if (scalar.Style != ScalarStyle.Plain)
            return scalar.Value;
        var kind = YamlKinds.Of(scalar.Value);
        if (kind == YamlKinds.Nothing)
            throw Nothing(scalar);
        var cut = TakesComments ? null : Comment(scalar);
        if (cut is not null)
            throw Wrong(scalar, "for YAML a # after a blank begins a comment, which would cut the text.", cut);
        if (kind is null || (mayBeNumber && kind == YamlKinds.Number))
            return scalar.Value;
        throw Wrong(scalar, $"for YAML '{Cut(scalar.Value)}' is {kind}, and a text is meant.", scalar.Value);
    }

    /// <summary>Refuses anchors and tags.</summary>
    public void RequireBare(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            throw wrong((int)node.Start.Line, "anchors are not used here.", null);
        if (!node.Tag.IsEmpty)
            throw wrong((int)node.Start.Line, "tags are not used here.", null);
    }

    private OneShotException Nothing(Scalar scalar)
    {
        if (scalar.Value.Length > 0)
            return Wrong(scalar, $"for YAML {scalar.Value} is nothing, and a text is meant.", scalar.Value);
        var line = file.Split('\n').ElementAtOrDefault((int)scalar.Start.Line - 1) ?? string.Empty;
        var comment = line.IndexOf('#', StringComparison.Ordinal);
        return comment < 0
            ? Wrong(scalar, "a text is expected here.", string.Empty)
            : Wrong(scalar, "for YAML a # here begins a comment, so there is no text.", line[comment..].Trim());
    }

    // The text as it stands there, with what YAML would take for a comment; null where there is none.
    private string? Comment(Scalar scalar)
    {
        var end = (int)Math.Min(scalar.End.Index, file.Length);
        var stop = file.IndexOf('\n', end);
        var rest = file.AsSpan(end, (stop < 0 ? file.Length : stop) - end).Trim([' ', '\t']);
        return rest.StartsWith("#") ? $"{scalar.Value} {rest}" : null;
    }

    private OneShotException Wrong(Scalar scalar, string reason, string text) =>
        wrong((int)scalar.Start.Line, reason, Quoted(Cut(text)));

    private static string Quoted(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }

    private static string Cut(string text) => SafeText.Excerpt(text, 200);
}
