using System.Buffers;
using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>Reads what a delivery holds, sizes before bytes, one content after the other.</summary>
/// <param name="delivery">Where it lies.</param>
/// <param name="objects">Reads objects there.</param>
/// <param name="sizes">How large the contents are.</param>
internal sealed class DeliveredContents(IDelivery delivery, GitObjects objects, IReadOnlyDictionary<string, long> sizes)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Asks for the sizes of files, as they were before and are now.</summary>
    public static async Task<DeliveredContents> OfAsync(
        IDelivery delivery,
        GitObjects objects,
        IEnumerable<ChangedFile> files,
        CancellationToken cancellationToken
    )
    {
        var versions = files.SelectMany(file => new[] { file.Before, file.After }).OfType<FileVersion>();
        string[] ids = [.. versions.Select(version => version.Id).Distinct()];
        var sizes = await delivery.SizesAsync(ids, cancellationToken).ConfigureAwait(false);
        return new DeliveredContents(delivery, objects, sizes);
    }

    /// <summary>Whether there is a content that may be read: what is larger is refused by the judge.</summary>
    public bool Has(FileVersion? version) =>
        version is { IsLink: false, IsRepository: false } && SizeOf(version) is >= 0 and <= DeliveryRules.LargestFile;

    /// <summary>The bytes of a content; less than none when it is not here.</summary>
    public long SizeOf(FileVersion version) => sizes.GetValueOrDefault(version.Id, -1);

    /// <summary>Reads a content.</summary>
    /// <returns>The bytes, until the next is read.</returns>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(FileVersion version, CancellationToken cancellationToken)
    {
        _buffer.ResetWrittenCount();
        await delivery.ReadAsync(version.Id, _buffer, cancellationToken).ConfigureAwait(false);
        return _buffer.WrittenMemory;
    }

    /// <summary>Whether git-lfs may read a content as a pointer to another.</summary>
    public async Task<bool> IsLikePointerAsync(string id, CancellationToken cancellationToken) =>
        LargeFilePointer.IsLike(
            await objects.ReadStartAsync(id, LargeFilePointer.Most, cancellationToken).ConfigureAwait(false)
        );

    /// <summary>Reads a pointer to a large file; <see langword="null"/> when it is none.</summary>
    public async Task<LargeFilePointer?> PointerAsync(FileVersion version, CancellationToken cancellationToken) =>
        SizeOf(version) is > 0 and <= LargeFilePointer.Most
            ? LargeFilePointer.Read((await ReadAsync(version, cancellationToken).ConfigureAwait(false)).Span)
            : null;
}
