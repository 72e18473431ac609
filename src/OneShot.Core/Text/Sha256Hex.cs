using System.Security.Cryptography;
using System.Text;

namespace OneShot.Core.Text;

/// <summary>SHA-256 as this product writes it everywhere: in hexadecimal, in small letters.</summary>
internal static class Sha256Hex
{
    /// <summary>Of a text's UTF-8.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Of a stream, from where it stands to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<string> OfAsync(Stream stream, CancellationToken cancellationToken) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));

    /// <summary>Of a text's UTF-8, for what is not written in hexadecimal.</summary>
    /// <param name="text">The text.</param>
    public static byte[] BytesOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Of what comes piece by piece; <see cref="End"/> tells it.</summary>
    public static IncrementalHash Begin() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Of all pieces.</summary>
    /// <param name="hash">What <see cref="Begin"/> made.</param>
    public static string End(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
