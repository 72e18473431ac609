using OneShot.Core.Errors;

namespace OneShot.Core.PullRequests;

/// <summary>A pull request on the forge.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Url">Its page.</param>
/// <param name="Author">Who opened it.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="IsDraft">Whether it is a draft.</param>
/// <param name="Title">Its title, where it was asked for.</param>
/// <param name="Body">Its body, where it was asked for.</param>
public sealed record PullRequest(int Number, string Url, string Author, bool IsOpen, bool IsDraft, string Title = "", string Body = "")
{
    /// <summary>Makes sure that somebody still wants it.</summary>
    /// <returns>The same.</returns>
    /// <exception cref="OneShotException">OS5015: it was closed.</exception>
    public PullRequest Open() => IsOpen ? this : throw OneShotErrors.PullRequestClosed(Number);
}
