using System.Globalization;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>
/// The same as Markdown, for terminals and other pages. What a
/// user or an agent wrote stands in blocks that it can't end.
/// </summary>
internal static class ReportMarkdown
{
    /// <summary>The most UTF-16 units of the prompt, and of the diff, that a report shows.</summary>
    public const int MostOfPrompt = 60_000;
    private const int MostOfDiff = 200_000;

    public static string Render(ReportData data)
    {
        var (pull, run) = (data.Pull, data.Run);
        var page = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"# #{pull.Number} {Escape(SafeText.Active(pull.Title))}\n\n"
        );
        if (ReportStates.Notice(data) is { } notice)
            page.Append(CultureInfo.InvariantCulture, $"**{Escape(notice.Text)}**\n\n");
        page.Append("| | |\n|---|---|\n");
        foreach (var (of, text, _) in ReportStates.All(data))
            Row(char.ToUpperInvariant(of[0]) + of[1..], text);
        if (run is { Attempt: > 1 })
            Row("Attempt", $"{run.Attempt}");
        Row("Branch", $"`{pull.Branch}` → `{pull.Base}`");
        Row("Asked by", $"{Escape(pull.Author)}, {pull.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm zzz}");
        if (pull.Labels.Count > 0)
            Row("Labels", Escape(string.Join(", ", pull.Labels)));
        Row(
            "Agent",
            data.Agent
                + (data.IsRehearsal ? " (no model was used)" : "")
                + (data.Model is { } model ? $", {Escape(model)}" : "")
        );
        if (!data.IsRehearsal && UsageText.Of(run?.Usages ?? []) is { } cost)
            Row("Cost", cost);
        if (data.Journal?.Published is { } there)
            Row("Published", Escape(there.Url));
        if (data.Files.Count > 0)
            Row(
                "Changes",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DiffHtml.Files(data.Files.Count)}, +{data.Added:#,0} −{data.Removed:#,0}"
                )
            );
        if (data.Verdict is { } verdict)
            Section(Escape(verdict.Heading), verdict.Text.TrimEnd());
        Section("Result", string.Join('\n', data.Evidence.Select(line => $"- {line}")));
        Section($"What {Escape(data.Agent)} says", Block("markdown", data.Summary ?? "", MostOfPrompt));
        Section(
            "What now",
            Block(
                "sh",
                string.Join('\n', ReportCommands.For(data).Select(command => $"# {command.What}\n{command.Command}")),
                MostOfPrompt
            )
        );
        Section("Changes", Block("diff", data.Patch, MostOfDiff, $"The rest: `{ReportCommands.Diff(data)}`"));
        Section("Plan", Block("markdown", data.Plan ?? "", Plan.Most));
        Section("Prompt", Block("text", data.Prompt, MostOfPrompt));
        if (run is not null)
            Section("Timeline", Timeline(run));
        foreach (var comment in data.Comments)
            Section(
                $"Comment, {comment.UpdatedAt.ToLocalTime():HH:mm:ss}",
                Block("text", Quoted(comment.Body), MostOfPrompt)
            );
        foreach (var log in data.Logs)
            Section($"Log: {log.Name}{(log.IsCut ? " (its end)" : "")}", Block("text", log.Text, MostOfDiff));
        return page.ToString();

        void Row(string name, string value) => page.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
        void Section(string heading, string text)
        {
            if (text.Length > 0)
                page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{text}\n");
        }
    }

    /// <summary>A comment without its first line, which is its marker, for programs.</summary>
    public static string Quoted(string body) =>
        string.Join('\n', body.Split('\n').Where(line => !line.StartsWith("<!--", StringComparison.Ordinal)));

    private static string Timeline(LocalRun run)
    {
        var table = new StringBuilder(
            "| job | began | took | ended | turns | tokens read | tokens written | cost "
                + "|\n|---|---|---|---|---|---|---|---|\n"
        );
        foreach (var (job, isEarlier) in run.AllJobs)
        {
            var took = job.EndedAt is { } end ? DurationText.Of(end - job.StartedAt) : "";
            var ended = (job.Conclusion?.Word ?? "under way") + (job.Error is null ? "" : ": " + Escape(job.Error));
            var name = isEarlier ? job.Called(isEarlier: true) : job.Name;
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {job.StartedAt.ToLocalTime():HH:mm:ss} | {took} | {ended} | {job.Usage?.Turns} | {job.Usage?.InputTokens:#,0} | {job.Usage?.OutputTokens:#,0} | {(job.Usage?.CostUsd is { } cost and > 0 ? string.Create(CultureInfo.InvariantCulture, $"${cost:0.00}") : "")} |\n"
            );
        }

        return table.ToString().TrimEnd();
    }

    private static string Block(string language, string text, int limit, string rest = "The rest is left out.")
    {
        if (string.IsNullOrWhiteSpace(text))
            return string.Empty;
        var (block, isCut) = SafeText.Fenced(SafeText.Visible(text), limit, language);
        return block + (isCut ? $"\n\n{rest}" : "");
    }

    private static string Escape(string text) =>
        EscapedCharacters.Aggregate(
            SafeText.Line(text),
            (line, c) => line.Replace(c.ToString(), $"\\{c}", StringComparison.Ordinal)
        );

    // The backslash first; after it whatever begins markup within a line.
    private static readonly char[] EscapedCharacters = ['\\', '|', '`', '[', ']', '<', '*', '_', '&', '!', '~'];
}
