namespace OneShot.Local;

/// <summary>A comment of the local forge.</summary>
/// <param name="Body">Its text, Markdown.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="UpdatedAt">When it was rewritten.</param>
internal sealed record LocalComment(string Body, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
