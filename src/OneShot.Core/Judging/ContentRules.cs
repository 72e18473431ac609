using System.Text;

namespace OneShot.Core.Judging;

/// <summary>What is looked for in contents.</summary>
public static class ContentRules
{
    /// <summary>A content as text.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>The text; <see langword="null"/> when a NUL is in its beginning, by which git tells binaries too, or it is no UTF-8.</returns>
    public static string? TextOf(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        const int Looked = 8000;
        if (content.AsSpan(0, Math.Min(content.Length, Looked)).Contains((byte)0)) return null;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
