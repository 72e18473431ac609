using System.Globalization;
using OneShot.Core.Model;
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
            File.AppendAllLines(
                outputs,
                receipt
                    .Outputs.Where(output => output.Value is not null)
                    .Select(output => $"{output.Name}={SecretRules.Without(SafeText.Line(Text(output.Value!)))}")
            );
        if (receipt is not PipelineReceipt job)
            return;
        if (job.AgentFolder is { } folder && variable("GITHUB_PATH") is { Length: > 0 } path)
            File.AppendAllLines(path, [folder]);
        if (job.Summary is { } text)
            Summarize(text, variable);
    }

    /// <summary>Shows a dispatch on the run's page.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="variable">Reads the environment.</param>
    public static void Summarize(DispatchReceipt receipt, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        Summarize(
            $"### One-shot `{receipt.Id}`\n\n| | |\n|---|---|\n| Pull request | {receipt.PrUrl} |\n| Run | "
                + $"{receipt.RunUrl} |\n| Branch | `{receipt.Branch}` |"
                + (receipt.Verdict is { } verdict ? $"\n| Verified | {VerdictWords.Fact(verdict)} |" : ""),
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

    private static string Text(object value) =>
        value switch
        {
            true => "true",
            false => "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
