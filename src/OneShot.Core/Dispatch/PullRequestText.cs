using System.Globalization;
using System.Text;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>Title and body of a one-shot's draft.</summary>
internal static class PullRequestText
{
    /// <summary>The most UTF-16 units of the prompt that a body shows; GitHub takes bodies of 65,536.</summary>
    private const int PromptLimit = 60_000;

    /// <summary>Writes the draft.</summary>
    /// <param name="journal">The one-shot, its branch and base known.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="worker">Who works on it: <see cref="Ports.IForgeWords.Worker"/>.</param>
    /// <returns>The draft.</returns>
    public static NewPullRequest For(Journal journal, Prompt prompt, string worker)
    {
        var (block, isCut) = SafeText.Fenced(prompt.Text, PromptLimit);
        var body = new StringBuilder()
            .Append(new Metadata(journal.Id, journal.Branch!, journal.PromptSha256).Write())
            .Append("\n\n")
            .Append("OneShot opened this draft. ")
            .Append(worker)
            .Append(" now plans the work, saves the plan as an issue, and implements it on this branch. ")
            .Append("Until then the branch holds nothing but the prompt.\n\n")
            .Append("### Prompt\n\n")
            .Append(block)
            .Append("\n\n");
        if (isCut)
            body.Append(
                CultureInfo.InvariantCulture,
                $"The prompt is longer: all {prompt.Text.Length:#,0} characters are in `{Prompt.Path}` on the branch.\n\n"
            );
        body.Append("| | |\n|---|---|\n")
            .Append(CultureInfo.InvariantCulture, $"| One-shot | `{journal.Id}` |\n")
            .Append(CultureInfo.InvariantCulture, $"| Branch | `{journal.Branch}` |\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"| Model | {(journal.Model is { } model ? $"`{model}`" : "the agent's own choice")} |\n"
            )
            .Append(CultureInfo.InvariantCulture, $"| Agent | `{journal.Agent}` |\n");

        // GitHub links an issue only from the body that creates the pull request.
        if (journal.PlanIssue is { } issue)
            body.Append(CultureInfo.InvariantCulture, $"\nCloses #{issue}\n");
        return new NewPullRequest(journal.Branch!, journal.Base!, prompt.Title, body.ToString());
    }
}
