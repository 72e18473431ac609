using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>What git holds of a file that Git Large File Storage keeps.</summary>
/// <param name="Id">SHA-256 of the content.</param>
/// <param name="Size">Its bytes.</param>
/// <remarks>https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md</remarks>
internal sealed partial record LargeFilePointer(string Id, long Size)
{
    /// <summary>The most bytes of one.</summary>
    public const int Most = 1024;

    private const string OidKey = "oid sha256:";
    private const string SizeKey = "size ";

    private static readonly string[] Versions =
    [
        "version https://git-lfs.github.com/spec/v1",
        "version https://hawser.github.com/spec/v1",
        "version http://git-media.io/v/2",
    ];

    /// <summary>Lines of programs that changed the content before it was kept; empty without any.</summary>
    public string Extensions { get; init; } = string.Empty;

    /// <summary>The pointer of a content.</summary>
    public static LargeFilePointer Of(ReadOnlySpan<byte> content) => new(Sha256Hex.Of(content), content.Length);

    /// <summary>Reads a pointer as git-lfs does; <see langword="null"/> when it is none.</summary>
    public static LargeFilePointer? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Most)
            return null;
        var lines = Lines(bytes);
        var extensions = lines.Where(IsExtension).ToArray();
        if (
            lines.Where(line => !IsExtension(line)).ToArray() is not [var version, var oid, var size]
            || lines[^1] != size
            || !Versions.Contains(version)
            || !Oid().IsMatch(oid)
            || !size.StartsWith(SizeKey, StringComparison.Ordinal)
        )
            return null;
        var number = size[SizeKey.Length..];
        return
            long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var length)
            && length >= 0
            ? new LargeFilePointer(oid[OidKey.Length..], length) { Extensions = string.Join('\n', extensions) }
            : null;
    }

    /// <summary>
    /// Whether a file begins as a pointer. Git-lfs looks at its beginning alone, after git has put line ends into the
    /// form of the machine: what comes behind may be beyond what it looks at.
    /// </summary>
    public static bool IsLike(ReadOnlySpan<byte> bytes)
    {
        var (hasVersion, hasOid, hasSize) = (false, false, false);
        foreach (var line in Lines(bytes))
        {
            if (IsVersion(line))
                hasVersion = true;
            else if (line.StartsWith(OidKey, StringComparison.Ordinal))
                hasOid = true;
            else if (line.StartsWith(SizeKey, StringComparison.Ordinal))
                hasSize = true;
            else if (!IsExtension(line))
                break;
        }

        return hasVersion && hasOid && hasSize;
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
        using var hash = Sha256Hex.Begin();
        var buffer = new byte[128 * 1024];
        var left = Size; // it may grow meanwhile
        for (
            int count;
            left > 0 && (count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;
            left -= count
        )
            hash.AppendData(buffer, 0, (int)Math.Min(count, left));
        file.Position = 0;
        return Sha256Hex.End(hash) == Id;
    }

    /// <summary>As git-lfs writes it.</summary>
    public byte[] ToBytes() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"version https://git-lfs.github.com/spec/v1\noid sha256:{Id}\nsize {Size}\n"
            )
        );

    private static bool IsExtension(string line) => line.StartsWith("ext-", StringComparison.Ordinal);

    private static bool IsVersion(string line) =>
        line.StartsWith("version ", StringComparison.Ordinal)
        && (
            line.Contains("git-lfs", StringComparison.Ordinal)
            || line.Contains("hawser", StringComparison.Ordinal)
            || line.Contains("git-media", StringComparison.Ordinal)
        );

    // Blanks around all of it and empty lines count for nothing.
    private static string[] Lines(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Most)]).Trim();
        var lines = text.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line);
        return [.. lines.Where(line => line.Length > 0)];
    }

    [GeneratedRegex(@"\Aoid sha256:[0-9a-f]{64}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Oid();
}
