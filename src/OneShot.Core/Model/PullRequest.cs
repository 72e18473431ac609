using OneShot.Core.Errors;

namespace OneShot.Core.Model;

/// <summary>A pull request on the forge.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Url">Its page.</param>
/// <param name="Author">Who opened it.</param>
/// <param name="IsOpen">Whether it is open.</param>
/// <param name="IsDraft">Whether it is a draft.</param>
/// <param name="Title">Its title, where it was asked for.</param>
/// <param name="Body">Its body, where it was asked for.</param>
/// <param name="Branch">Its branch, where it was asked for; one of a fork with its owner.</param>
internal sealed record PullRequest(
    int Number,
    string Url,
    string Author,
    bool IsOpen,
    bool IsDraft,
    string Title = "",
    string Body = "",
    string Branch = ""
)
{
    /// <summary>Whether it was merged, where that was asked for.</summary>
    public bool IsMerged { get; init; }

    /// <summary>Its labels, where they were asked for; anybody who may label there has put them there.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How much it changes; <see langword="null"/> where it was not asked for, or is not known.</summary>
    public ChangeCount? Changes { get; init; }

    /// <summary>Makes sure that it is a branch's, and that somebody still wants it.</summary>
    /// <param name="branch">The branch.</param>
    /// <returns>The same.</returns>
    /// <exception cref="OneShotException">OS5017: it is another branch's; OS5015: it was closed.</exception>
    public PullRequest OpenOf(string branch)
    {
        if (Branch != branch)
            throw OneShotErrors.PullRequestOfAnother(Number, Branch, branch);
        return IsOpen ? this : throw OneShotErrors.PullRequestClosed(Number);
    }
}
