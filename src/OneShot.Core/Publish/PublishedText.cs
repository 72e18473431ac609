using System.Globalization;
using System.Text;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Publish;

/// <summary>
/// Title and body of the real pull request of a one-shot that was planned
/// and implemented on its user's machine: prompt, plan and report.
/// </summary>
internal static class PublishedText
{
    /// <summary>The most UTF-16 units of prompt and plan that a body shows; GitHub takes bodies of 65,536.</summary>
    private const int PromptLimit = 20_000;
    private const int PlanLimit = 38_000;

    /// <summary>Writes the pull request.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="plan">The plan; <see langword="null"/> when it can't be read any more.</param>
    /// <param name="jobs">The run's jobs.</param>
    /// <returns>The pull request.</returns>
    public static NewPullRequest For(Journal journal, Prompt prompt, Plan? plan, IReadOnlyList<RunJob> jobs)
    {
        var body = new StringBuilder()
            .Append(new Metadata(journal.Id, journal.Branch!, journal.PromptSha256).Write())
            .Append("\n\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"Planned and implemented by "
                    + $"`{journal.Agent}`{(journal.Model is { } model ? $" with `{model}`" : "")} in the one-shot "
                    + $"`{journal.Id}`, on its author's "
                    + $"machine.{(journal.Agent == AgentName.Rehearsal ? " It is a rehearsal: no model was used." : "")}\n\n"
            );
        var (block, isCut) = SafeText.Fenced(prompt.Text, PromptLimit);
        body.Append("### Prompt\n\n").Append(block).Append("\n\n");
        if (isCut)
            body.Append(
                CultureInfo.InvariantCulture,
                $"The prompt is longer: all {prompt.Text.Length:#,0} characters are in `{Prompt.Path}` of the "
                    + $"branch's first commit.\n\n"
            );
        if (plan is not null)
            body.Append("<details><summary>The plan</summary>\n\n")
                .Append(SafeText.Fenced(plan.Text, PlanLimit, "markdown").Block)
                .Append("\n\n</details>\n\n");
        if (jobs.Count > 0)
            body.Append("### Report\n\n").Append(Table(jobs));
        if (journal.PlanIssue is { } issue)
            body.Append(CultureInfo.InvariantCulture, $"\nCloses #{issue}\n");
        return new NewPullRequest(journal.Branch!, journal.Base!, prompt.Title, body.ToString());
    }

    private static string Table(IReadOnlyList<RunJob> jobs)
    {
        var table = new StringBuilder("| job | took | turns | tokens | cost |\n|---|---|---|---|---|\n");
        foreach (var job in jobs)
        {
            var usage = job.Usage;
            var tokens = usage is { InputTokens: { } read, OutputTokens: { } written }
                ? string.Create(CultureInfo.InvariantCulture, $"{read:#,0} in, {written:#,0} out")
                : "";
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {job.Name} | {(job.Seconds is { } seconds ? $"{seconds:0.0} s" : "")} | {usage?.Turns} | "
                    + $"{tokens} | {(usage?.CostUsd is > 0 and var cost ? $"${cost:0.00}" : "")} |\n"
            );
        }

        return table.ToString();
    }
}
