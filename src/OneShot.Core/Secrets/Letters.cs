using System.Buffers;

namespace OneShot.Core.Secrets;

/// <summary>What secrets are written with.</summary>
internal static class Letters
{
    private const string Digits = "0123456789";
    private const string Small = "abcdefghijklmnopqrstuvwxyz";
    private const string Large = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static readonly SearchValues<char> Hex = SearchValues.Create(Digits + "abcdefABCDEF");
    public static readonly SearchValues<char> HexParts = SearchValues.Create(Digits + "abcdefABCDEF-");
    public static readonly SearchValues<char> Lower = SearchValues.Create(Digits + Small);
    public static readonly SearchValues<char> Upper = SearchValues.Create(Digits + Large);
    public static readonly SearchValues<char> Word = SearchValues.Create(Digits + Small + Large);
    public static readonly SearchValues<char> Name = SearchValues.Create(Digits + Small + Large + "_");
    public static readonly SearchValues<char> Url = SearchValues.Create(Digits + Small + Large + "_-");
    public static readonly SearchValues<char> Dotted = SearchValues.Create(Digits + Small + Large + "_-.");
    public static readonly SearchValues<char> Slashes = SearchValues.Create(Digits + Small + Large + "_-/");
    public static readonly SearchValues<char> Tilde = SearchValues.Create(Digits + Small + Large + "_-.~");
    public static readonly SearchValues<char> Slashed = SearchValues.Create(Digits + Small + Large + "+/");
    public static readonly SearchValues<char> Base64 = SearchValues.Create(Digits + Small + Large + "+/=");
    public static readonly SearchValues<char> Escaped = SearchValues.Create(Digits + Small + Large + "+/=%");
    public static readonly SearchValues<char> Block = SearchValues.Create(
        Digits + Small + Large + "+/=\r\n\t \\\"',:-"
    );
    public static readonly SearchValues<char> Token = SearchValues.Create(Digits + Small + Large + "+/=_-.");

    /// <summary>Whether nothing of the word that is before a place belongs to what begins there.</summary>
    public static bool BeginsAt(ReadOnlySpan<char> text, int at)
    {
        if (at == 0 || !Name.Contains(text[at - 1]))
            return true;

        // In JSON, in code and in addresses the character before may be the end of an escape: \n, \u0022, %3D.
        if (at >= 2 && text[at - 2] == '\\' && text[at - 1] is 'n' or 'r' or 't')
            return true;
        if (at >= 6 && text[at - 6] == '\\' && text[at - 5] == 'u' && IsHex(text[(at - 4)..at]))
            return true;
        return at >= 3 && text[at - 3] == '%' && IsHex(text[(at - 2)..at]);
    }

    /// <summary>Where letters end that begin at a place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place.</param>
    /// <param name="letters">The letters.</param>
    /// <param name="most">How far is looked.</param>
    public static int EndOf(ReadOnlySpan<char> text, int at, SearchValues<char> letters, int most)
    {
        var rest = text.Slice(at, Math.Min(most, text.Length - at));
        return rest.IndexOfAnyExcept(letters) is >= 0 and var length ? at + length : at + rest.Length;
    }

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
