using System.Globalization;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Receipts;

/// <summary>
/// The files that a GitHub Actions job gives each of its steps: for outputs,
/// for the summary of its page, for the PATH. Nothing outside of Actions.
/// </summary>
/// <remarks>https://docs.github.com/actions/reference/workflow-commands-for-github-actions#environment-files</remarks>
internal static class ActionsFiles
{
    /// <summary>Writes a receipt as the step's outputs.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="variable">Reads the environment.</param>
    public static void Succeeded(Receipt receipt, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(variable);
        if (variable("GITHUB_OUTPUT") is { Length: > 0 } outputs)
        {
            var values = new (string Name, string? Value)[]
            {
                ("id", receipt.Id),
                ("prompt_sha256", receipt.PromptSha256),
                ("branch", receipt.Branch),
                ("pr_number", receipt.PrNumber?.ToString(CultureInfo.InvariantCulture)),
                ("pr_url", receipt.PrUrl),
                ("run_id", receipt.RunId),
                ("run_url", receipt.RunUrl),
                ("base", receipt.Base),
                ("issue_number", receipt.IssueNumber?.ToString(CultureInfo.InvariantCulture)),
                ("issue_title", receipt.IssueTitle),
                ("plan_sha256", receipt.PlanSha256),
                ("plan_comment_id", receipt.PlanCommentId?.ToString(CultureInfo.InvariantCulture)),
                ("rejected", Word(receipt.Rejected)),
                ("proceed", Word(receipt.Proceed)),
                ("changed", Word(receipt.Changed)),
                ("commit", receipt.Commit),
                ("report_path", receipt.ReportPath),
            };
            File.AppendAllLines(
                outputs,
                values
                    .Where(value => value.Value is not null)
                    .Select(value => $"{value.Name}={SecretRules.Without(SafeText.Line(value.Value!))}")
            );
        }

        if (receipt.AgentFolder is { } folder && variable("GITHUB_PATH") is { Length: > 0 } path)
            File.AppendAllLines(path, [folder]);
        if (receipt.Summary is { } text)
            Summarize(text, variable);
    }

    /// <summary>Shows a dispatch on the run's page.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="variable">Reads the environment.</param>
    public static void Summarize(Receipt receipt, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        Summarize(
            $"### One-shot `{receipt.Id}`\n\n| | |\n|---|---|\n| Pull request | {receipt.PrUrl} |\n| Run | "
                + $"{receipt.RunUrl} |\n| Branch | `{receipt.Branch}` |",
            variable
        );
    }

    /// <summary>Shows an error on the run's page.</summary>
    /// <param name="exception">The error, without secrets.</param>
    /// <param name="variable">Reads the environment.</param>
    public static void Failed(OneShotException exception, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(exception);
        Summarize(
            $"### {exception.Error.Code}\n\n{SafeText.Inactive(exception.Error.Message)} "
                + $"{SafeText.Inactive(exception.Error.Next)}",
            variable
        );
    }

    /// <summary>Shows Markdown on the run's page.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="variable">Reads the environment.</param>
    public static void Summarize(string text, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            File.AppendAllText(summary, SecretRules.Without(text) + "\n\n");
    }

    private static string? Word(bool? value) =>
        value is { } known
            ? known
                ? "true"
                : "false"
            : null;
}
