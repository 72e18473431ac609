using System.Globalization;

namespace OneShot.Core.Model;

/// <summary>What a work tree has that a one-shot does not start from.</summary>
/// <param name="Head">What is checked out.</param>
/// <param name="Commits">How many of its commits are not included.</param>
/// <param name="Files">How many files differ from what is committed.</param>
internal sealed record NotIncluded(Head Head, int Commits, int Files)
{
    /// <summary>Says it.</summary>
    /// <param name="trunk">The branch that the one-shot starts from.</param>
    /// <param name="isTracking">Whether it is read where a remote's branch was fetched to.</param>
    /// <returns>One line; <see langword="null"/> when everything is included.</returns>
    public string? Line(string trunk, bool isTracking)
    {
        var commits =
            Commits == 0
                ? null
                : $"{Count(Commits, "commit")} of {Head.Branch ?? "the detached HEAD"}, which is checked out";
        var files = Files == 0 ? null : Count(Files, "changed file");
        if ((commits ?? files) is null)
            return null;
        var hint =
            commits is null ? FilesHint(trunk, isTracking)
            : Head.Branch is { } branch ? $"to have the commits: --base={branch}"
            : "to have the commits, make a branch of them and name it: --base=NAME";
        return $"not included: {string.Join(", and ", new[] { commits, files }.OfType<string>())}; {hint}";
    }

    // A commit reaches the branch that is checked out, and no other; what was fetched is moved by a push.
    private string FilesHint(string trunk, bool isTracking)
    {
        var them = Files == 1 ? "it" : "them";
        return Head.Branch is not { } branch
                ? $"to have {them}, commit {them}, make a branch of that and name it: --base=NAME"
            : branch != trunk ? $"to have {them}, commit {them} and name the branch: --base={branch}"
            : isTracking
                ? $"commit and push {them} to have {them}, or commit {them} and name the branch: --base={branch}"
            : $"commit {them} to have {them} next time";
    }

    private static string Count(int number, string what) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {what}{(number == 1 ? "" : "s")}";
}
