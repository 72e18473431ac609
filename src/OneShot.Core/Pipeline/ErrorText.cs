using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What a pull request is told of a phase that failed: the reason, what to do, the end of the agent's log.
/// </summary>
internal static class ErrorText
{
    /// <summary>Writes the comment's text.</summary>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="usages">What the sessions used that ran.</param>
    /// <param name="work">What did not end well.</param>
    /// <param name="error">The error.</param>
    /// <param name="tail">The end of the agent's log.</param>
    /// <param name="retry">How to try again; <see langword="null"/> when the error's own words are enough.</param>
    /// <returns>Markdown.</returns>
    public static string For(
        OneShotInfo oneShot,
        IReadOnlyList<AgentUsage> usages,
        PipelineWork work,
        OneShotError error,
        IReadOnlyList<string> tail,
        string? retry
    )
    {
        ArgumentNullException.ThrowIfNull(oneShot);
        ArgumentNullException.ThrowIfNull(usages);
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(tail);
        var text =
            $"{(work == PipelineWork.TheRun ? "The run" : work.ToString())} did not finish: **{error.Code}** "
            + $"{SafeText.Inactive(error.Message)} {SafeText.Inactive(error.NextFor(oneShot.Command))}";
        if (retry is not null)
            text += $"\n\n{retry}";
        text = UsageNotes.Under(text, oneShot, usages);
        return tail.Count == 0
            ? text
            : $"{text}\n\n<details><summary>The end of the agent's "
                + $"log</summary>\n\n{SafeText.Fenced(string.Join('\n', tail), 10_000).Block}\n\n</details>";
    }
}
