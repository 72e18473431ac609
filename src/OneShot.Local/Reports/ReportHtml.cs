using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>
/// The page: one file that loads nothing, runs nothing, and can
/// be read on a screen of any width, in the dark, and on paper.
/// </summary>
internal static class ReportHtml
{
    /// <summary>A prompt with more lines is folded.</summary>
    private const int OpenLines = 40;

    private static readonly string Style = ReadStyle();

    // Only this style, byte for byte, and nothing else: no script, no picture, no frame, no address of anybody.
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(Sha256Hex.BytesOf(Style))}'; base-uri 'none'; form-action 'none'";

    public static string Render(ReportData data)
    {
        var sections = Sections(data).ToArray();
        var title = TitleOf(data.Pull.Title);
        return Page(
            Html.Of($"#{data.Pull.Number} {title}"),
            Html.Of(
                $"""
                <header>
                <p class="over">One-shot <code>{data.Id}</code>, local pull request #{data.Pull.Number} · <a href="{ReportIndex.File}">all one-shots</a></p>
                <h1 dir="auto">{title}</h1>
                <p class="states">{Badges(data)}</p>
                <p class="branches"><code>{data.Pull.Branch}</code> → <code>{data.Pull.Base}</code></p>
                </header>
                <nav aria-label="On this page"><ul>{sections.Select(section =>
                    Html.Of($"<li><a href=\"#{section.Id}\">{section.Heading}</a></li>")
                )}</ul></nav>
                <main>
                {(
                    ReportStates.Notice(data) is { } notice
                        ? Html.Of(
                            $"<p class=\"notice {notice.Tone}\">{notice.Text}{Html.If(notice.Tone == "bad" && data.Logs.Count > 0, $" <a href=\"#logs\">Logs</a>")}</p>"
                        )
                        : default
                )}
                <dl class="facts">{Rows(data)}</dl>
                {sections.Select(section =>
                    Html.Of(
                        $"\n<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-heading\">\n<h2 id=\"{section.Id}-heading\">{section.Heading}</h2>\n{section.Content}\n</section>"
                    )
                )}
                </main>
                """
            ),
            data.At
        );
    }

    /// <summary>A whole page, which loads nothing and runs nothing.</summary>
    public static string Page(Html title, Html body, DateTimeOffset at) =>
        Html.Of(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="{new Html(Policy)}">
            <title>{title}</title>
            <style>{new Html(Style)}</style>
            </head>
            <body>
            {body}
            <footer><p>As of <time datetime="{at:O}">{at.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz}</time>. This page loads nothing from elsewhere and runs no script.</p></footer>
            </body>
            </html>

            """
        ).Markup;

    private static IEnumerable<(string Id, string Heading, Html Content)> Sections(ReportData data)
    {
        if (data.Verdict is { } verdict)
            yield return (
                "verified",
                verdict.Heading,
                Html.Of(
                    $"<article class=\"prose\" dir=\"auto\">{SafeMarkdown.Render(SafeText.Active(verdict.Text), 2)}</article>"
                )
            );
        if (data.Evidence.Count > 0 || data.Summary is not null)
            yield return ("result", "Result", Result(data));
        if (ReportCommands.For(data).ToArray() is { Length: > 0 } commands)
            yield return (
                "next",
                "What now",
                Html.Of(
                    $"<dl class=\"commands\">{commands.Select(command => Html.Of($"<div><dt>{command.What}</dt><dd><code>{command.Command}</code></dd></div>"))}</dl>"
                )
            );
        yield return ("changes", "Changes", DiffHtml.Render(data));
        if (data.Plan is { } plan)
            yield return (
                "plan",
                "Plan",
                Html.Of(
                    $"<details><summary dir=\"auto\">{data.Result?.Title ?? "The plan"}</summary><article class=\"prose\" dir=\"auto\">{SafeMarkdown.Render(plan, 2)}</article></details>"
                )
            );
        yield return ("prompt", "Prompt", Prompt(data));
        if (data.Run is { Jobs.Count: > 0 } run)
        {
            yield return ("timeline", "Timeline", UsageHtml.Timeline(run));
            if (run.Usages.Count > 0)
                yield return (
                    "cost",
                    "Cost",
                    data.IsRehearsal ? Html.Of($"<p>Nothing: no model was used.</p>") : UsageHtml.Cost(run)
                );
        }

        if (data.Pull.Comments.Count > 0)
            yield return ("comments", "Comments", Html.Join(data.Comments.Select(Comment)));
        if (data.Logs.Count > 0)
            yield return ("logs", "Logs", Html.Join(data.Logs.Select(Log)));
    }

    // What somebody wants to know who decides: what speaks for it, and what the agent says of it.
    private static Html Result(ReportData data) =>
        Html.Of(
            $"""
            <ul class="evidence">{data.Evidence.Select(line => Html.Of($"<li>{line}</li>"))}</ul>
            {(
                data.Summary is { } summary
                    ? Html.Of(
                        $"<h3>What {data.Agent} says</h3><article class=\"prose\" dir=\"auto\">{SafeMarkdown.Render(summary, 2)}</article>"
                    )
                    : default
            )}
            """
        );

    private static Html Rows(ReportData data)
    {
        var run = data.Run;
        var usages = run?.Usages ?? [];
        var all = new (string Name, Html Value)[]
        {
            ("Agent", Html.Of($"{data.Agent}{(data.IsRehearsal ? " (no model)" : "")}")),
            ("Model", Html.If(data.Model is not null, $"{data.Model}")),
            ("Asked by", Html.Of($"{data.Pull.Author}")),
            (
                "Asked",
                Html.Of(
                    $"<time datetime=\"{data.Pull.CreatedAt:O}\">{data.Pull.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm zzz}</time>"
                )
            ),
            ("Labels", Html.If(data.Pull.Labels.Count > 0, $"{string.Join(", ", data.Pull.Labels)}")),
            (
                "Took",
                Html.If(
                    run?.EndedAt is not null,
                    $"{(run?.EndedAt is { } end ? DurationText.Of(end - run.CreatedAt) : "")}"
                )
            ),
            ("Attempt", Html.If(run is { Attempt: > 1 }, $"{run?.Attempt}")),
            (
                "Changes",
                Html.If(
                    data.Files.Count > 0,
                    $"{DiffHtml.Files(data.Files.Count)} {DiffHtml.Counts(data.Added, data.Removed)}"
                )
            ),
            (
                "Plan issue",
                data.Result?.IssueNumber is not { } issue ? default
                : data.Plan is null ? Html.Of($"#{issue}")
                : Html.Of($"<a href=\"#plan\">#{issue}</a>")
            ),
            (
                "Published",
                data.Journal?.Published is { } there ? SafeMarkdown.Link(there.Url, $"#{there.Number}") : default
            ),
            ("Cost", Html.If(usages.Any(usage => usage.CostUsd > 0), $"{UsageText.Dollars(usages)}")),
        };
        return Html.Join(
            all.Where(fact => fact.Value.Markup is not null)
                .Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>"))
        );
    }

    internal static Html Badges(ReportData data)
    {
        var badges = ReportStates
            .All(data)
            .Select(state =>
                Html.Of($"<span class=\"badge {state.Tone}\"><span class=\"of\">{state.Of}</span> {state.Text}</span> ")
            );
        return Html.Join(badges);
    }

    private static Html Prompt(ReportData data)
    {
        var text = SafeText.Start(data.Prompt.TrimEnd('\n'), ReportMarkdown.MostOfPrompt);
        var rest = Html.If(
            text.Length < data.Prompt.TrimEnd('\n').Length,
            $"<p class=\"none\">The prompt is longer. All of it: <code>git show {data.Journal?.FirstCommit}:{Core.Model.Prompt.Path}</code></p>"
        );
        var block = Html.Of($"<pre class=\"text\" dir=\"auto\">\n{text}</pre>{rest}");
        var lines = text.Count(c => c == '\n') + (text.Length / 100);
        return lines <= OpenLines
            ? block
            : Html.Of($"<details><summary dir=\"auto\">{SafeText.Excerpt(text, 100)}</summary>{block}</details>");
    }

    private static Html Comment(LocalComment comment) =>
        Html.Of(
            $"<article class=\"comment\"><p class=\"when\">{UsageHtml.Time(comment.UpdatedAt)}</p><div class=\"prose\" dir=\"auto\">{SafeMarkdown.Render(ReportMarkdown.Quoted(comment.Body), 2)}</div></article>\n"
        );

    private static Html Log(ReportLog log) =>
        Html.Of(
            $"<details class=\"log\"><summary>{log.Name}{Html.If(log.IsCut, $" <small>(its end)</small>")}</summary><pre class=\"text\">\n{log.Text}</pre><p class=\"none\"><code>{log.Path}</code></p></details>\n"
        );

    internal static string TitleOf(string title)
    {
        const string prefix = "One-shot: ";
        var text = SafeText.Active(title);
        return text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length
            ? text[prefix.Length..]
            : text;
    }

    private static string ReadStyle()
    {
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream("OneShot.Local.Reports.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
