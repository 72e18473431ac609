using System.Globalization;
using System.Net;
using System.Text;
using Markdig;
using OneShot.Core.Agents;
using OneShot.Core.Jobs;
using OneShot.Core.Plans;
using OneShot.Core.Storage;
using OneShot.Core.Text;
using OneShot.Git;

namespace OneShot.Local;

/// <summary>A local pull request as a page: Markdown beside its file, and HTML that needs nothing from elsewhere. Nothing a user or an agent wrote is markup in it.</summary>
internal sealed class LocalReport(LocalStore store, GitRunner git)
{
    /// <summary>The most characters of a diff and of a log that a page shows.</summary>
    private const int Most = 200_000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().Build();

    public async Task WriteAsync(LocalThread pull, LocalRun? run, CancellationToken cancellationToken)
    {
        var markdown = await MarkdownAsync(pull, run, cancellationToken).ConfigureAwait(false);
        var path = store.PathOf(string.Create(CultureInfo.InvariantCulture, $"pulls/{pull.Number}"));
        AtomicFile.Write(path + ".md", file => file.Write(Encoding.UTF8.GetBytes(markdown)));
        AtomicFile.Write(path + ".html", file => file.Write(Encoding.UTF8.GetBytes(Page(pull, Markdown.ToHtml(markdown, Pipeline)))));
    }

    private async Task<string> MarkdownAsync(LocalThread pull, LocalRun? run, CancellationToken cancellationToken)
    {
        var page = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"# #{pull.Number} {Escape(pull.Title)}\n\n")
            .Append("| | |\n|---|---|\n")
            .Append(CultureInfo.InvariantCulture, $"| State | {(pull.Draft == true ? "draft" : pull.State)} |\n| Branch | `{pull.Branch}` → `{pull.Base}` |\n| By | {Escape(pull.Author)} |\n");
        if (run is not null) page.Append(CultureInfo.InvariantCulture, $"| Run | {run.Id}, {run.Conclusion ?? run.Status}{(run.Attempt > 1 ? $", attempt {run.Attempt}" : "")} |\n| Agent | {run.Inputs.GetValueOrDefault("agent")}{(run.Inputs.GetValueOrDefault("agent") == "rehearsal" ? " (no model was used)" : "")} |\n");
        Section(page, "Look at it", $"```sh\ngit log -p {pull.Base}..{pull.Branch}\ngit merge {pull.Branch}\n```");
        Section(page, "Prompt", SafeText.Fenced(await PromptAsync(pull, run, cancellationToken).ConfigureAwait(false), 60_000).Block);
        if (run is not null) Timeline(page, run);
        foreach (var comment in pull.Comments) Section(page, $"{comment.UpdatedAt.ToLocalTime():HH:mm:ss}", Quoted(comment.Body));
        if (run is not null && new ImplFolder(store.PathOf($"runs/{run.Id}/impl")).Read(PlanFiles.Plan, Plan.Most * 4) is { } plan) Section(page, "Plan", SafeText.Fenced(Encoding.UTF8.GetString(plan), Plan.Most).Block);
        await ChangesAsync(page, pull, cancellationToken).ConfigureAwait(false);
        if (run is not null && File.Exists(store.PathOf($"runs/{run.Id}/log.txt"))) Section(page, "Log", SafeText.Fenced(await File.ReadAllTextAsync(store.PathOf($"runs/{run.Id}/log.txt"), cancellationToken).ConfigureAwait(false), Most).Block);
        return page.ToString();
    }

    private static void Timeline(StringBuilder page, LocalRun run)
    {
        var table = new StringBuilder("| job | began | took | ended | turns | tokens | cost |\n|---|---|---|---|---|---|---|\n");
        foreach (var job in run.Jobs)
        {
            var took = job.EndedAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"{(end - job.StartedAt).TotalSeconds:0.0} s") : "";
            table.Append(CultureInfo.InvariantCulture, $"| {job.Name} | {job.StartedAt.ToLocalTime():HH:mm:ss} | {took} | {job.Conclusion ?? "under way"}{(job.Error is null ? "" : ": " + Escape(job.Error))} | {job.Usage?.Turns} | {Tokens(job.Usage)} | {(job.Usage?.CostUsd is { } cost and > 0 ? $"${cost:0.00}" : "")} |\n");
        }

        Section(page, "Timeline", table.ToString());
    }

    private async Task<string> PromptAsync(LocalThread pull, LocalRun? run, CancellationToken cancellationToken)
    {
        // The prompt's file is on the branch's first commit, and gone from its last.
        var first = await git.RunAsync(new GitCommand("log", "--reverse", "--format=%H", "--diff-filter=A", $"{pull.Base}..{pull.Branch}", "--", Core.Prompts.Prompt.Path), cancellationToken).ConfigureAwait(false);
        var commit = first.IsGood ? first.Lines.FirstOrDefault() : null;
        var content = commit is null ? null : await git.RunAsync(new GitCommand("cat-file", "blob", $"{commit}:{Core.Prompts.Prompt.Path}"), cancellationToken).ConfigureAwait(false);
        return content is { IsGood: true } ? content.Text : run?.Inputs.GetValueOrDefault("prompt") ?? pull.Title;
    }

    private async Task ChangesAsync(StringBuilder page, LocalThread pull, CancellationToken cancellationToken)
    {
        var diff = await git.RunAsync(new GitCommand("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--stat", "--patch", $"{pull.Base}...{pull.Branch}", "--", ":/", ":(exclude,top).worker-impl"), cancellationToken).ConfigureAwait(false);
        if (!diff.IsGood || diff.Output.Length == 0) return;
        var (block, isCut) = SafeText.Fenced(diff.Text, Most);
        Section(page, "Changes", block.Replace("```text", "```diff", StringComparison.Ordinal) + (isCut ? $"\n\nThe rest: `git diff {pull.Base}...{pull.Branch}`" : ""));
    }

    private static string Tokens(AgentUsage? usage) => usage is { InputTokens: { } read, OutputTokens: { } written } ? string.Create(CultureInfo.InvariantCulture, $"{read:#,0} in, {written:#,0} out") : "";

    private static void Section(StringBuilder page, string heading, string text) => page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n{text.TrimEnd()}\n");

    // A comment's first line is its marker, for programs.
    private static string Quoted(string body) => string.Join('\n', body.Split('\n').Where(line => !line.StartsWith("<!--", StringComparison.Ordinal)));

    private static string Escape(string text) => SafeText.Line(text).Replace("|", "\\|", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);

    private static string Page(LocalThread pull, string body)
    {
        var title = WebUtility.HtmlEncode($"#{pull.Number} {SafeText.Line(pull.Title)}");
        return $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{{title}}</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
            pre { overflow-x: auto; padding: .8rem; border: 1px solid #8884; border-radius: 6px; font-size: 13px; line-height: 1.4; }
            code { font-family: ui-monospace, monospace; }
            table { border-collapse: collapse; } td, th { border: 1px solid #8884; padding: .25rem .6rem; text-align: left; }
            thead:has(th:empty) { display: none; }
            h2 { margin-top: 2rem; border-bottom: 1px solid #8884; }
            </style>
            </head>
            <body>
            {{body}}
            </body>
            </html>

            """;
    }
}
