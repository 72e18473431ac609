using System.Globalization;
using System.Text;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>Finds the characters of a text that nobody sees, but those that its script or its emoji need.</summary>
internal static class HiddenText
{
    private static readonly Rune Joiner = new(0x200D);
    private static readonly Rune NonJoiner = new(0x200C);

    /// <summary>Each with its line, from 0.</summary>
    public static IEnumerable<(Rune Rune, int Line)> In(string text)
    {
        var line = 0;
        Rune last = default;
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        while (at < text.Length)
        {
            var rune = RuneAt(text, at);
            at += rune.Utf16SequenceLength;
            if (rune.Value == '\n')
                line++;
            else if (IsHidden(rune) && !IsNeeded(last, rune, at < text.Length ? RuneAt(text, at) : default))
                yield return (rune, line);
            last = rune;
        }
    }

    // A lone surrogate is as long as the U+FFFD that stands for it.
    private static Rune RuneAt(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? rune : Rune.ReplacementChar;

    private static bool IsHidden(Rune rune) =>
        InvisibleCharacters.IsIgnorable(rune) || InvisibleCharacters.IsHiddenLineEnd(rune);

    private static bool IsNeeded(Rune last, Rune rune, Rune next)
    {
        if (InvisibleCharacters.IsVariation(rune))
            return IsPicture(last) || IsKeycap(last, next) || IsIdeograph(last);
        if (rune == Joiner && (IsPicture(last) || InvisibleCharacters.IsVariation(last)) && IsPicture(next))
            return true;
        return (rune == Joiner || rune == NonJoiner) && IsJoining(last) && (IsJoining(next) || !Rune.IsLetter(next));
    }

    private static bool IsPicture(Rune rune) =>
        rune.Value
            is 0xA9
                or 0xAE
                or 0x203C
                or 0x2049
                or 0x3030
                or 0x303D
                or (>= 0x2190 and <= 0x2BFF)
                or (>= 0x1F000 and <= 0x1FAFF)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;

    private static bool IsKeycap(Rune last, Rune next) =>
        last.IsAscii && (Rune.IsDigit(last) || last.Value is '#' or '*') && next.Value == 0x20E3;

    private static bool IsIdeograph(Rune rune) =>
        rune.Value is (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    // Persian, and the scripts of India, join and part their letters by them.
    private static bool IsJoining(Rune rune) => rune.Value is (>= 0x620 and <= 0x8FF) or (>= 0x900 and <= 0xDFF);
}
