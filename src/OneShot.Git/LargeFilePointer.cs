using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OneShot.Git;

/// <summary>What git holds of a file that Git Large File Storage keeps.</summary>
/// <param name="Id">SHA-256 of the content.</param>
/// <param name="Size">Its bytes.</param>
/// <remarks>https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md</remarks>
internal sealed partial record LargeFilePointer(string Id, long Size)
{
    /// <summary>The most bytes of one.</summary>
    public const int Most = 1024;

    /// <summary>The pointer of a content.</summary>
    public static LargeFilePointer Of(ReadOnlySpan<byte> content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);

    /// <summary>Reads a pointer; <see langword="null"/> when it is none, or one with extensions.</summary>
    public static LargeFilePointer? Read(ReadOnlySpan<byte> bytes)
    {
        if (
            bytes.Length is 0 or > Most
            || Form().Match(Encoding.Latin1.GetString(bytes)) is not { Success: true } match
        )
            return null;
        return long.TryParse(match.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new LargeFilePointer(match.Groups["id"].Value, size)
            : null;
    }

    /// <summary>Reads the pointers among objects; whatever is larger than one is not read.</summary>
    /// <param name="run">Runs git where the objects are.</param>
    /// <param name="objects">Reads objects there.</param>
    /// <param name="ids">The objects' ids.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The pointers by the ids of the objects that hold them.</returns>
    public static async Task<IReadOnlyDictionary<string, LargeFilePointer>> AmongAsync(
        GitAnswer run,
        GitObjects objects,
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<string, LargeFilePointer>(StringComparer.Ordinal);
        var input = Encoding.ASCII.GetBytes(string.Concat(ids.Distinct().Select(id => id + "\n")));
        if (input.Length == 0)
            return found;
        var sizes = new GitCommand("cat-file", "--batch-check=%(objectname) %(objectsize)") { Input = input };
        foreach (var line in (await run(sizes, cancellationToken).ConfigureAwait(false)).Lines)
        {
            if (
                line.Split(' ') is not [var id, var size]
                || !int.TryParse(size, out var length)
                || length is 0 or > Most
            )
                continue;
            var content = await objects.ReadAsync(id, Most, cancellationToken).ConfigureAwait(false);
            if (Read(content) is { } pointer)
                found[id] = pointer;
        }

        return found;
    }

    /// <summary>Whether a file has the content, read no further than it is long.</summary>
    public async Task<bool> IsOfAsync(FileStream file, CancellationToken cancellationToken)
    {
        if (file.Length != Size)
            return false;
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 * 1024];
        var left = Size; // it may grow meanwhile
        for (
            int count;
            left > 0 && (count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;
            left -= count
        )
            hash.AppendData(buffer, 0, (int)Math.Min(count, left));
        file.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == Id;
    }

    /// <summary>As git-lfs writes it.</summary>
    public byte[] ToBytes() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"version https://git-lfs.github.com/spec/v1\noid sha256:{Id}\nsize {Size}\n"
            )
        );

    [GeneratedRegex(
        @"\Aversion https://git-lfs\.github\.com/spec/v1\r?\n"
            + @"oid sha256:(?<id>[0-9a-f]{64})\r?\nsize (?<size>[0-9]{1,18})\r?\n?\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Form();
}
