using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// The commands that take an earlier one-shot further, whole: what the journal keeps is not repeated, and what is kept
/// nowhere, or is not the usual, is. They begin with <see cref="OneShotError.CommandPlaceholder"/>.
/// </summary>
internal static class NextCommand
{
    /// <summary>The command that takes a one-shot up where it is; forge and remote are those of its journal.</summary>
    /// <param name="id">The one-shot.</param>
    /// <param name="agent">Its agent.</param>
    /// <param name="forge">Its forge.</param>
    /// <param name="hasRun">Whether it has a run, which keeps the agent's command.</param>
    /// <param name="more">What else is asked for.</param>
    /// <returns>The command.</returns>
    public static string Resume(string id, string? agent, string? forge, bool hasRun, params IEnumerable<string> more)
    {
        string[] own = [OneShotError.CommandPlaceholder, "--target=OneShot", "--resume=" + id, .. more];
        return string.Join(' ', [.. own, .. hasRun ? [] : Again(agent, forge)]);
    }

    /// <summary>What a resume needs beside, where tasks of the build's own are still to work on the branch.</summary>
    /// <param name="isAwaited">Whether they are.</param>
    /// <returns>No argument, or one.</returns>
    public static string[] Tasks(bool? isAwaited) => isAwaited is true ? ["--checkout"] : [];

    /// <summary>The command that makes a finished one-shot of this machine a pull request.</summary>
    /// <param name="id">The one-shot.</param>
    /// <param name="remote">The remote that it was dispatched with.</param>
    /// <returns>The command.</returns>
    public static string Publish(string id, string? remote) =>
        $"{OneShotError.CommandPlaceholder} --target=PublishOneShot --distinct-id={id}"
        + (remote is null or "origin" ? "" : " --remote=" + ShellWord.Of(remote));

    // A command for a shell is not in the journal, because it may hold what is nobody's to read.
    private static string[] Again(string? agent, string? forge) =>
        agent == AgentName.Command && ForgeName.IsHere(forge) ? ["--agent-command=\"PROGRAM …\""] : [];
}
