using System.Text;
using System.Text.Unicode;

namespace OneShot.Core.Judging;

/// <summary>What is looked for in contents.</summary>
internal static class ContentRules
{
    /// <summary>
    /// The most bytes of a text with other letters than those of ASCII that are looked at one by one.
    /// </summary>
    public const long LargestText = 4 * DeliveryRules.Megabyte;

    private const int Looked = 8000;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether git would call it a binary: a NUL is in its beginning.</summary>
    /// <param name="content">The bytes.</param>
    public static bool IsBinary(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, Looked)].Contains((byte)0);

    /// <summary>A content as text.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The text; <see langword="null"/> when it is a binary,
    /// no UTF-8, or larger than <see cref="LargestText"/>.</returns>
    public static string? TextOf(ReadOnlySpan<byte> content)
    {
        if (content.Length > LargestText || IsBinary(content))
            return null;
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Whether letters that nobody sees may be in a text that is too large to be looked at.</summary>
    /// <param name="content">The bytes.</param>
    public static bool IsTooLargeToTell(ReadOnlySpan<byte> content) =>
        content.Length > LargestText && !IsBinary(content) && !Ascii.IsValid(content) && Utf8.IsValid(content);
}
