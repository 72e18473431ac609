using System.Globalization;
using System.Text;

namespace OneShot.Core.Model;

/// <summary>A few words of a text that are safe in a branch's name: <c>[a-z0-9]</c> and single dashes.</summary>
internal sealed record Slug
{
    /// <summary>What stands for a text without a single usable character.</summary>
    private const string Fallback = "work";

    // Letters that Unicode does not decompose, although people read them as their base letter.
    private static readonly Dictionary<char, string> Folded = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['đ'] = "d",
        ['ð'] = "d",
        ['ł'] = "l",
        ['þ'] = "th",
        ['ı'] = "i",
        ['ħ'] = "h",
    };

    private Slug(string value) => Value = value;

    /// <summary>The slug, not yet cut to a length.</summary>
    public string Value { get; }

    /// <summary>Makes a slug: diacritics folded, lower case, every run of other characters one dash, trimmed.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The slug; <c>work</c> when nothing is left.</returns>
    public static Slug From(string text)
    {
        // More than this never reaches a branch's name, and a prompt may have 256 KiB.
        text = text.TrimStart();
        var source = text.Length > 400 ? text[..400] : text;
        var slug = new StringBuilder();
        foreach (var c in Decompose(source.ToLowerInvariant()))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (Folded.TryGetValue(c, out var letters))
                slug.Append(letters);
            else if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var value = slug.ToString().Trim('-');
        return new Slug(value.Length == 0 ? Fallback : value);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    // Half a surrogate pair, which a cut may leave, can't be normalised: the detour through UTF-8 replaces it.
    private static string Decompose(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormKD);
}
