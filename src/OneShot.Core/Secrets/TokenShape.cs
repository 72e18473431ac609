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
        if (start < 0 || end - body < Least || end - body > Most) return false;
        if (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) return false;
        if (Before > 0 && text[start..at].ContainsAnyExcept(Letters)) return false;
        var mustBegin = !IsAssigned && (Word.Length < Unmistakable || Before > 0);
        if (mustBegin && !Secrets.Letters.BeginsAt(text, start)) return false;
        if (Holds is not null && !text[body..end].Contains(Holds, StringComparison.Ordinal)) return false;
        return !HasDigit || text[body..end].ContainsAnyInRange('0', '9');
    }
}
