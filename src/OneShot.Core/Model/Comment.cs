namespace OneShot.Core.Model;

/// <summary>A comment of an issue or a pull request.</summary>
/// <param name="Id">Its id, by which the same one is found again.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Body">Its text, Markdown.</param>
internal sealed record Comment(long Id, string Author, string Body);
