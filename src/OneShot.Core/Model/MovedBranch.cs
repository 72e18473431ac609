using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>A branch that is not where a one-shot left it: where it is, and what shows that.</summary>
internal static class MovedBranch
{
    /// <summary>One of a remote.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="commit">Where it is there; <see langword="null"/> where nobody knows.</param>
    /// <returns>OS5002.</returns>
    public static OneShotException There(string branch, Remote remote, string? commit)
    {
        var name = ShellWord.Of(branch);
        if (remote.IsOwn)
            return OneShotErrors.BranchMoved(branch, At("here it", commit), $"git reflog {name}");
        return OneShotErrors.BranchMoved(
            branch,
            At($"on {remote} it", commit),
            $"git fetch {ShellWord.Of(remote.Typed)} {name} && git log {name}..FETCH_HEAD"
        );
    }

    /// <summary>One of this machine that somebody rewrote.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="left">What it held.</param>
    /// <param name="commit">Where it is.</param>
    /// <returns>OS5002.</returns>
    public static OneShotException Here(string branch, string left, string commit) =>
        OneShotErrors.BranchMoved(branch, At("here it", commit), $"git log {Short(left)}...{ShellWord.Of(branch)}");

    /// <summary>One of this machine that is gone.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="left">Where it was.</param>
    /// <returns>OS5002.</returns>
    public static OneShotException Gone(string branch, string left) =>
        OneShotErrors.BranchMoved(branch, "here it is gone", $"git branch {ShellWord.Of(branch)} {Short(left)}");

    private static string At(string where, string? commit) =>
        commit is null ? where + " has moved" : $"{where} is at {Short(commit)}";

    private static string Short(string commit) => ShellWord.Of(CommitName.Short(commit));
}
