using System.Text;

namespace OneShot.Core.Text;

/// <summary>
/// The form in which a name is compared with others: what Windows, macOS and people take for the same name has the
/// same form.
/// </summary>
internal static class FoldedName
{
    /// <summary>Folds a name.</summary>
    /// <param name="path">A name, or names with slashes between them.</param>
    /// <returns>Each of the names in lower case, without invisible characters and trailing dots and spaces.</returns>
    public static string Of(string path)
    {
        return path.Contains('/', StringComparison.Ordinal)
            ? string.Join('/', path.Split('/').Select(OfPart))
            : OfPart(path);
    }

    private static string OfPart(string part)
    {
        if (Ascii.IsValid(part))
            return part.ToLowerInvariant().TrimEnd('.', ' ');
        var seen = new StringBuilder(part.Length);
        foreach (var rune in part.EnumerateRunes())
        {
            if (!InvisibleCharacters.IsIgnorable(rune))
                seen.Append(rune.ToString());
        }

        // Twice: what was composed may be lowered to what composes again.
        return Lowered(Lowered(seen.ToString())).TrimEnd('.', ' ');
    }

    // Up before down, since some letters have two small ones; nobody's upper case has the German ß.
    private static string Lowered(string text) =>
        text.Normalize(NormalizationForm.FormKC)
            .ToUpperInvariant()
            .ToLowerInvariant()
            .Replace("ß", "ss", StringComparison.Ordinal);
}
