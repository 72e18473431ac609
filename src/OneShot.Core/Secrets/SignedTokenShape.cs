using System.Buffers.Text;
using System.Text;

namespace OneShot.Core.Secrets;

/// <summary>A JSON Web Token that is signed: whoever has it can be somebody. One of an explanation is short.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">What it begins with.</param>
internal sealed record SignedTokenShape(string Kind, string Word) : SecretShape(Kind, Word)
{
    private const int Longest = 8_000;

    /// <summary>
    /// The letters of header and claims together, and of a signature, that are the fewest of one in use.
    /// </summary>
    private const int Least = 100;
    private const int LeastSignature = 43;

    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        (start, end) = (at, Letters.EndOf(text, at, Letters.Dotted, Longest));
        end = start + text[start..end].TrimEnd('.').Length;
        var token = text[start..end];
        if (!Letters.BeginsAt(text, at) || token.Count('.') != 2)
            return false;
        var first = token.IndexOf('.');
        var last = token.LastIndexOf('.');
        if (last < Least || token.Length - last - 1 < LeastSignature)
            return false;
        var claims = token[(first + 1)..last];
        if (!claims.StartsWith(Word, StringComparison.Ordinal))
            return false;
        return Says(token[..first], "\"alg\"") && !Says(claims, "1234567890");
    }

    // The subject of every token in a book.
    private static bool Says(ReadOnlySpan<char> part, string what)
    {
        if (!Base64Url.IsValid(part))
            return false;
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part)).Contains(what, StringComparison.Ordinal);
    }
}
