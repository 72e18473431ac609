using System.Buffers;

namespace OneShot.Core.Secrets;

/// <summary>
/// A run of letters with a word in it that its issuer put there for it to be found by, most often at its beginning.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The word.</param>
/// <param name="Letters">What the rest is written with.</param>
/// <param name="Least">The fewest letters after the word.</param>
/// <param name="Most">The most letters after the word.</param>
internal sealed record TokenShape(string Kind, string Word, SearchValues<char> Letters, int Least, int Most)
    : SecretShape(Kind, Word)
{
    /// <summary>So long a word stands nowhere else, whatever is before it.</summary>
    private const int Unmistakable = 6;

    /// <summary>
    /// So many letters, large and small ones among them and digits in two places, are no name: with a word of this
    /// length that ends in a sign they are a secret, too, where somebody has written a letter before it.
    /// </summary>
    private const int Random = 30;
    private const int Short = 4;

    /// <summary>How many letters are before the word.</summary>
    public int Before { get; init; }

    /// <summary>Whether the word is a name that the secret is assigned to, and no part of it.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Whether one without a digit is a name of something.</summary>
    public bool HasDigit { get; init; }

    /// <summary>What it must have in it beside.</summary>
    public string? Holds { get; init; }

    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        var body = at + Word.Length;
        start = IsAssigned ? body : at - Before;
        end = Secrets.Letters.EndOf(text, body, Letters, Most + 1);
        end = body + text[body..end].TrimEnd('.').Length; // of a sentence
        if (start < 0 || end - body < Least || end - body > Most)
            return false;
        if (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            return false;
        if (Before > 0 && text[start..at].ContainsAnyExcept(Letters))
            return false;
        var mustBegin = !IsAssigned && (Word.Length < Unmistakable || Before > 0);
        if (mustBegin && !Secrets.Letters.BeginsAt(text, start) && !IsRandom(text[body..end]))
            return false;
        if (Holds is not null && !text[body..end].Contains(Holds, StringComparison.Ordinal))
            return false;
        return !HasDigit || text[body..end].ContainsAnyInRange('0', '9');
    }

    private bool IsRandom(ReadOnlySpan<char> body) =>
        Before == 0
        && Word.Length >= Short
        && (Word[^1] is '_' or '-')
        && Letters == Secrets.Letters.Word
        && body.Length >= Random
        && HasNumbers(body)
        && body.ContainsAnyInRange('a', 'z')
        && body.ContainsAnyInRange('A', 'Z');

    private static bool HasNumbers(ReadOnlySpan<char> body)
    {
        var first = body.IndexOfAnyInRange('0', '9');
        if (first < 0)
            return false;
        var rest = body[first..].TrimStart("0123456789");
        return rest.ContainsAnyInRange('0', '9');
    }
}
