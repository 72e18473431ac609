using System.Text;

namespace OneShot.Core.Text;

/// <summary>Characters that nobody sees, and such as turn the direction of what stands beside them.</summary>
internal static class InvisibleCharacters
{
    // Unicode's Default_Ignorable_Code_Point, which holds all that HFS+ leaves out of a name, and the marks between
    // lines of annotations. In order, none overlaps another.
    private static readonly (int First, int Last)[] Ignorables =
    [
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x61C, 0x61C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF0, 0xFFFB),
        (0x1BCA0, 0x1BCA3),
        (0x1D173, 0x1D17A),
        (0xE0000, 0xE0FFF),
    ];

    /// <summary>Whether it turns the direction of text.</summary>
    public static bool IsDirection(Rune rune) =>
        rune.Value is 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>
    /// Whether it is drawn as nothing, so that a name or a word
    /// with it looks like one without; directions are among them.
    /// </summary>
    public static bool IsIgnorable(Rune rune) =>
        rune.Value >= 0xAD && Ignorables.Any(range => range.First <= rune.Value && rune.Value <= range.Last);

    /// <summary>Whether it ends a line for a compiler, but not for whoever reads the line.</summary>
    public static bool IsHiddenLineEnd(Rune rune) => rune.Value is 0x85 or 0x2028 or 0x2029;

    /// <summary>Whether it chooses how the character before it is drawn.</summary>
    public static bool IsVariation(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
