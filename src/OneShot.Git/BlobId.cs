using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OneShot.Git;

/// <summary>The id that git gives a file's content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects.</summary>
internal static class BlobId
{
    /// <summary>Of bytes.</summary>
    public static string Of(ReadOnlySpan<byte> content, int length)
    {
        using var hash = Hash(length, content.Length);
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of an open file, read from where it stands and no further than it is long now.</summary>
    public static async Task<string> OfAsync(FileStream file, int length, CancellationToken cancellationToken)
    {
        var left = file.Length; // it may grow meanwhile
        using var hash = Hash(length, left);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            for (
                int count;
                left > 0 && (count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;
                left -= count
            )
                hash.AppendData(buffer, 0, count);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static IncrementalHash Hash(int length, long bytes)
    {
        var hash = IncrementalHash.CreateHash(length == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {bytes}\0")));
        return hash;
    }
}
