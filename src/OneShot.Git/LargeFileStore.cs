using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>The contents that Git LFS keeps in the user's repository: a file each, named by its SHA-256.</summary>
/// <param name="folder">Their folder.</param>
internal sealed class LargeFileStore(string folder)
{
    /// <summary>The store of a repository.</summary>
    /// <param name="common">Its git directory.</param>
    /// <param name="storage">What <c>lfs.storage</c> says.</param>
    public static LargeFileStore Of(string common, string? storage) =>
        new(Path.Combine(common, storage is { Length: > 0 } ? storage : "lfs", "objects"));

    /// <summary>The file of a content that is here in full; <see langword="null"/> when it is not.</summary>
    public string? Find(LargeFilePointer pointer) =>
        new FileInfo(PathOf(pointer.Id)) is { Exists: true } file && file.Length == pointer.Size ? file.FullName : null;

    /// <summary>Keeps a content.</summary>
    public void Keep(LargeFilePointer pointer, ReadOnlyMemory<byte> content)
    {
        if (Find(pointer) is null)
            AtomicFile.Write(PathOf(pointer.Id), file => file.Write(content.Span));
    }

    private string PathOf(string id) => Path.Combine(folder, id[..2], id[2..4], id);
}
