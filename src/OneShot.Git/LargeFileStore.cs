using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>The contents that Git LFS keeps in the user's repository: a file each, named by its SHA-256.</summary>
/// <param name="folder">Their folder.</param>
internal sealed class LargeFileStore(string folder)
{
    /// <summary>Whether it has ever held something.</summary>
    public bool Exists => Directory.Exists(folder);

    /// <summary>The store of a repository.</summary>
    /// <param name="common">Its git directory.</param>
    /// <param name="storage">What <c>lfs.storage</c> says.</param>
    public static LargeFileStore Of(string common, string? storage) =>
        new(Path.Combine(common, storage is { Length: > 0 } ? storage : "lfs", "objects"));

    /// <summary>The store of a repository.</summary>
    /// <param name="user">Runs git there.</param>
    /// <param name="common">Its git directory.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public static async Task<LargeFileStore> OfAsync(GitRunner user, string common, CancellationToken cancellationToken)
    {
        var command = new GitCommand("config", "--get", "lfs.storage");
        var storage = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return Of(common, storage.IsGood ? storage.Text.TrimEnd('\n') : null);
    }

    /// <summary>The file of a content, by its length; <see langword="null"/> when it is not here.</summary>
    public string? Find(LargeFilePointer pointer) =>
        new FileInfo(PathOf(pointer.Id)) is { Exists: true } file && file.Length == pointer.Size ? file.FullName : null;

    /// <summary>The file of a content, byte for byte; <see langword="null"/> when it is not here.</summary>
    public async Task<string?> FindWholeAsync(LargeFilePointer pointer, CancellationToken cancellationToken)
    {
        if (Find(pointer) is not { } file)
            return null;
        using var content = File.OpenRead(file);
        return await pointer.IsOfAsync(content, cancellationToken).ConfigureAwait(false) ? file : null;
    }

    /// <summary>Keeps a content, in the place of a damaged one too: whoever reads it next trusts its name.</summary>
    public void Keep(LargeFilePointer pointer, ReadOnlyMemory<byte> content)
    {
        if (Find(pointer) is not { } file || !File.ReadAllBytes(file).AsSpan().SequenceEqual(content.Span))
            AtomicFile.Write(PathOf(pointer.Id), target => target.Write(content.Span));
    }

    /// <summary>Keeps a copy of a file that has a content.</summary>
    public void Copy(string id, string file)
    {
        using var content = File.OpenRead(file);
        AtomicFile.Write(PathOf(id), content.CopyTo);
    }

    /// <summary>Removes what is here under a content's name and is not that content.</summary>
    /// <returns>Whether the content is here: a pointer that did not find it tells another size than it has.</returns>
    public async Task<bool> RemoveDamagedAsync(string id, CancellationToken cancellationToken)
    {
        if (!Has(id))
            return false;
        using (var content = File.OpenRead(PathOf(id)))
        {
            var whole = new LargeFilePointer(id, content.Length);
            if (await whole.IsOfAsync(content, cancellationToken).ConfigureAwait(false))
                return true;
        }

        File.Delete(PathOf(id));
        return false;
    }

    /// <summary>Whether there is a file of that name, whatever it holds.</summary>
    public bool Has(string id) => File.Exists(PathOf(id));

    private string PathOf(string id) => Path.Combine(folder, id[..2], id[2..4], id);
}
