namespace OneShot.Core.Model;

/// <summary>An issue to create.</summary>
/// <param name="Marker">A text in the body, such as the metadata's line,
/// that tells this issue from all others: asking twice makes one.</param>
/// <param name="Title">The title, at most 256 characters.</param>
/// <param name="Body">The body, Markdown, at most 65,536 characters.</param>
/// <param name="Labels">The labels.</param>
internal sealed record NewIssue(string Marker, string Title, string Body, IReadOnlyList<string> Labels);
