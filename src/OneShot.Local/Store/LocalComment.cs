namespace OneShot.Local.Store;

/// <summary>A comment of the local forge.</summary>
/// <param name="Body">Its text, Markdown.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="UpdatedAt">When it was rewritten.</param>
internal sealed record LocalComment(string Body, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Tells it from the others of its thread; earlier versions gave none.</summary>
    public long? Id { get; init; }

    /// <summary>Who wrote it; earlier versions, which wrote none but their own, did not say.</summary>
    public string? Author { get; init; }
}
