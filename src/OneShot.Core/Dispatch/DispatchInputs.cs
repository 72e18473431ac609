using System.Globalization;
using OneShot.Core.Journals;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// What the workflow is told: at most the ten inputs that older servers
/// take. Whatever more there is to say goes into the tenth, <c>options</c>.
/// </summary>
internal static class DispatchInputs
{
    /// <summary>The input that holds everything else; a workflow from an earlier OneShotInit lacks it.</summary>
    internal const string Options = "options";

    private const int Excerpt = 500;

    /// <summary>Collects the inputs. What is not known is left out, so that the workflow's default holds.</summary>
    /// <param name="journal">The one-shot.</param>
    /// <param name="prompt">The prompt.</param>
    /// <returns>Names and values.</returns>
    public static IReadOnlyDictionary<string, string> For(Journal journal, Prompt prompt)
    {
        var all = new (string Name, string? Value)[]
        {
            ("branch_name", journal.Branch),
            ("pr_number", journal.PullRequest?.Number.ToString(CultureInfo.InvariantCulture)),
            ("submitted_by", journal.SubmittedBy),
            ("distinct_id", journal.Id),
            ("model_name", journal.Model),
            ("agent", journal.Agent),
            ("plan_issue_number", journal.PlanIssue?.ToString(CultureInfo.InvariantCulture)),
            ("prompt_sha256", journal.PromptSha256),
            (Options, journal.Options),
            (
                "prompt",
                $"{SafeText.Start(prompt.Text, Excerpt)}{(prompt.Text.Length > Excerpt ? "…" : "")}\n(the whole "
                    + $"prompt: {Prompt.Path} on {journal.Branch})"
            ),
        };
        return all.Where(input => !string.IsNullOrEmpty(input.Value))
            .ToDictionary(input => input.Name, input => input.Value!);
    }
}
