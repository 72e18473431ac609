namespace OneShot.Core.Model;

/// <summary>A pull request to open, as a draft.</summary>
/// <param name="Branch">The branch with the changes.</param>
/// <param name="Base">The branch they shall go to.</param>
/// <param name="Title">The title, at most 256 characters.</param>
/// <param name="Body">The body, Markdown, at most 65,536 characters.</param>
internal sealed record NewPullRequest(string Branch, string Base, string Title, string Body);
