namespace OneShot.Local.Reports;

/// <summary>The page of all one-shots of a repository, the newest first: each with its state, and a link to its own.</summary>
internal static class ReportIndex
{
    /// <summary>Its file, beside the others.</summary>
    public const string File = "index.html";

    /// <summary>More of them are counted.</summary>
    public const int Most = 200;

    public static string Render(IReadOnlyList<ReportData> all, int left, string repository, DateTimeOffset at) =>
        ReportHtml.Page(
            Html.Of($"One-shots of {repository}"),
            Html.Of(
                $"""
                <header>
                <p class="over">On this machine</p>
                <h1 dir="auto">One-shots of {repository}</h1>
                </header>
                <main>
                {(all.Count == 0 ? Html.Of($"<p class=\"none\">There is none yet.</p>") : default)}
                <ul class="index">{all.Select(Row)}</ul>
                {Html.If(
                    left > 0,
                    $"<p class=\"none\">{left} more are not shown; their pages are beside this one.</p>"
                )}
                </main>
                """
            ),
            at
        );

    private static Html Row(ReportData data)
    {
        var pull = data.Pull;
        return Html.Of(
            $"""
            <li>
            <p><a href="{pull.Number}.html" dir="auto">{ReportHtml.TitleOf(pull.Title)}</a></p>
            <p class="states">{ReportHtml.Badges(data)}</p>
            <p class="over"><code>{data.Id}</code> · #{pull.Number} · {data.Agent} · <time datetime="{pull.CreatedAt:O}">{pull.CreatedAt.ToLocalTime():yyyy-MM-dd HH:mm zzz}</time></p>
            </li>

            """
        );
    }
}
