namespace OneShot.Git;

/// <summary>What lies in a tree in another form than git holds, before the session: it tells the untouched.</summary>
internal sealed record SmudgedFiles
{
    /// <summary>The pointers that git holds of large files.</summary>
    public IReadOnlyDictionary<string, LargeFilePointer> Large { get; init; } =
        new Dictionary<string, LargeFilePointer>();

    /// <summary>Git's ids and the sizes of the other files' contents, which a filter made or could have.</summary>
    public IReadOnlyDictionary<string, (string Id, long Size)> Contents { get; init; } =
        new Dictionary<string, (string, long)>();

    /// <summary>Filters that attributes name; of a tree that is watched, those that are not applied.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Large files whose content is not here.</summary>
    public IReadOnlyList<string> Pointers { get; init; } = [];

    /// <summary>Whether no file has a filter.</summary>
    public bool IsNone => Large.Count == 0 && Contents.Count == 0 && Filters.Count == 0 && Pointers.Count == 0;

    /// <summary>Whether nobody touched a file.</summary>
    public async Task<bool> HoldAsync(string path, FileStream file, CancellationToken cancellationToken)
    {
        if (
            Large.TryGetValue(path, out var pointer)
            && await pointer.IsOfAsync(file, cancellationToken).ConfigureAwait(false)
        )
            return true;
        if (!Contents.TryGetValue(path, out var content) || file.Length != content.Size)
            return false;
        var now = await BlobId.OfAsync(file, content.Id.Length, cancellationToken).ConfigureAwait(false);
        file.Position = 0;
        return now == content.Id;
    }
}
