using System.Globalization;
using OneShot.Core.Errors;
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
    /// <param name="more">What else is asked for.</param>
    /// <returns>The command.</returns>
    public static string Resume(string id, string? agent, string? forge, params IEnumerable<string> more)
    {
        string[] own = [OneShotError.CommandPlaceholder, "--target=OneShot", "--resume=" + id, .. more];
        return string.Join(' ', [.. own, .. Again(agent, forge)]);
    }

    /// <summary>The command that makes a finished one-shot of this machine a pull request.</summary>
    /// <param name="id">The one-shot.</param>
    /// <param name="remote">The remote that it was dispatched with.</param>
    /// <returns>The command.</returns>
    public static string Publish(string id, string? remote)
        => $"{OneShotError.CommandPlaceholder} --target=PublishOneShot --distinct-id={id}"
            + (remote is null or "origin" ? "" : " --remote=" + ShellWord.Of(remote));

    /// <summary>The command that starts the second half of a workflow by hand, for a plan that somebody agrees to.</summary>
    /// <param name="issue">The issue that holds the plan.</param>
    /// <param name="branch">The one-shot's branch.</param>
    /// <param name="pullRequest">Its pull request.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="agent">Its agent.</param>
    /// <param name="model">Its model.</param>
    /// <param name="repository">The repository with its host, as <c>gh</c> takes it.</param>
    /// <returns>The command.</returns>
    public static string Implement(
        int issue, string branch, int pullRequest, string id, string agent, string? model, string repository)
    {
        (string Name, string? Value)[] inputs =
        [
            ("issue_number", issue.ToString(CultureInfo.InvariantCulture)),
            ("branch_name", branch),
            ("pr_number", pullRequest.ToString(CultureInfo.InvariantCulture)),
            ("distinct_id", id),
            ("agent", AgentName.All.Contains(agent) ? agent : null),
            ("model_name", model),
        ];
        var given = inputs.Where(input => input.Value is not null).Select(input => $"-f {input.Name}={ShellWord.Of(input.Value!)}");
        return $"gh workflow run plan-implement.yml {string.Join(' ', given)} --repo {repository}";
    }

    // A command for a shell is kept nowhere, because it may hold what is nobody's to read.
    private static string[] Again(string? agent, string? forge)
        => agent == AgentName.Command && forge == "local" ? ["--agent-command=\"PROGRAM …\""] : [];
}
