using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Receipts;
using OneShot.Core.Text;

namespace OneShot.Frosting.Output;

/// <summary>In a GitHub Actions job: step outputs, the step's summary, and errors as annotations.</summary>
/// <remarks>Commands: https://docs.github.com/actions/reference/workflow-commands-for-github-actions</remarks>
internal static class ActionsOutput
{
    public static void Succeeded(Receipt receipt, Func<string, string?> variable)
    {
        if (variable("GITHUB_OUTPUT") is { Length: > 0 } outputs)
        {
            var values = new (string Name, string? Value)[]
            {
                ("id", receipt.Id), ("prompt_sha256", receipt.PromptSha256), ("branch", receipt.Branch), ("pr_number", receipt.PrNumber?.ToString(CultureInfo.InvariantCulture)), ("pr_url", receipt.PrUrl), ("run_id", receipt.RunId), ("run_url", receipt.RunUrl),
                ("base", receipt.Base), ("issue_number", receipt.IssueNumber?.ToString(CultureInfo.InvariantCulture)), ("issue_title", receipt.IssueTitle), ("rejected", Word(receipt.Rejected)), ("proceed", Word(receipt.Proceed)), ("changed", Word(receipt.Changed)), ("commit", receipt.Commit), ("report_path", receipt.ReportPath),
            };
            File.AppendAllLines(outputs, values.Where(value => value.Value is not null).Select(value => $"{value.Name}={SafeText.Line(value.Value!)}"));
        }

        if (receipt.AgentFolder is { } folder && variable("GITHUB_PATH") is { Length: > 0 } path) File.AppendAllLines(path, [folder]);
        if (receipt.Summary is { } text) Summarize(text, variable);
    }

    /// <summary>What the run's page shows of a dispatch.</summary>
    public static void Summarize(Receipt receipt, Func<string, string?> variable)
        => Summarize($"### One-shot `{receipt.Id}`\n\n| | |\n|---|---|\n| Pull request | {receipt.PrUrl} |\n| Run | {receipt.RunUrl} |\n| Branch | `{receipt.Branch}` |", variable);

    /// <summary>Folds the lines of a step; nothing outside of Actions.</summary>
    public static IDisposable? Group(string name, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is not "true") return null;
        Console.WriteLine("::group::" + name);
        return new GroupEnd();
    }

    public static void Failed(OneShotException exception, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is not "true") return;
        Summarize($"### {exception.Error.Code}\n\n{SafeText.Inactive(exception.Error.Message)} {SafeText.Inactive(exception.Error.Next)}", variable);
        Console.Error.WriteLine($"::error title={exception.Error.Code}::{Escape(exception.Error.Message)} {Escape(exception.Error.Next)}");
    }

    /// <summary>A warning that the run's page shows.</summary>
    public static void Warned(string line, Func<string, string?> variable)
    {
        if (variable("GITHUB_ACTIONS") is "true") Console.Error.WriteLine("::warning title=OneShot::" + Escape(line));
    }

    private static void Summarize(string text, Func<string, string?> variable)
    {
        if (variable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary) File.AppendAllText(summary, text + "\n\n");
    }

    private static string? Word(bool? value) => value is { } known ? known ? "true" : "false" : null;

    private static string Escape(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private sealed class GroupEnd : IDisposable
    {
        public void Dispose() => Console.WriteLine("::endgroup::");
    }
}
