using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Local.Store;

namespace OneShot.Local.Reports;

/// <summary>The run's jobs on a line of time, and what the agents used.</summary>
internal static class UsageHtml
{
    public static Html Timeline(LocalRun run)
    {
        var all = run.AllJobs;
        var begin = all[0].Job.StartedAt;
        var whole = Math.Max(1, (all.Max(one => one.Job.EndedAt ?? one.Job.StartedAt) - begin).TotalMilliseconds);
        double Share(DateTimeOffset time) => Math.Round((time - begin).TotalMilliseconds / whole * 100, 2);
        Html Row((LocalJob Job, bool IsEarlier) one)
        {
            var job = one.Job;
            var end = job.EndedAt ?? job.StartedAt;
            return Html.Of(
                $"""
                <tr class="{job.Conclusion?.Word ?? "running"}"><th scope="row">{(
                    one.IsEarlier ? job.Called(isEarlier: true) : job.Name
                )}</th><td>{Time(
                    job.StartedAt
                )}</td><td class="number">{(
                    job.EndedAt is null ? "" : DurationText.Of(end - job.StartedAt)
                )}</td><td>{job.Conclusion?.Word ?? "under way"}{Html.If(
                    job.Error is not null,
                    $"<br><small>{job.Error}</small>"
                )}</td>
                <td class="bar"><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect x="{Share(
                    job.StartedAt
                )}" y="0" height="4" width="{Math.Max(0.8, Share(end) - Share(job.StartedAt))}"></rect></svg></td></tr>

                """
            );
        }

        return Html.Of(
            $"""
            <div class="wide"><table><thead><tr><th scope="col">job</th><th scope="col">began</th><th scope="col" class="number">took</th><th scope="col">ended</th><td></td></tr></thead><tbody>
            {all.Select(Row)}</tbody></table></div>
            """
        );
    }

    public static Html Cost(LocalRun run)
    {
        var sessions = run
            .AllJobs.Where(one => one.Job.Usage is not null)
            .Select(one => (Name: one.Job.Called(one.IsEarlier), Usage: one.Job.Usage!))
            .ToArray();
        Html Row(string name, string? time, long? turns, long? read, long? written, string? cost) =>
            Html.Of(
                $"""
                <tr><th scope="row">{name}</th><td class="number">{time}</td><td class="number">{turns:#,0}</td><td class="number">{read:#,0}</td><td class="number">{written:#,0}</td><td class="number">{cost
                    ?? "unknown"}</td></tr>

                """
            );
        Html Of(string name, params IReadOnlyList<AgentUsage> usages) =>
            Row(
                name,
                DurationText.Of(TimeSpan.FromSeconds(usages.Sum(usage => usage.Seconds))),
                usages.All(usage => usage.Turns is null) ? null : usages.Sum(usage => (long?)usage.Turns),
                usages.All(usage => usage.InputTokens is null) ? null : usages.Sum(usage => usage.InputTokens),
                usages.All(usage => usage.OutputTokens is null) ? null : usages.Sum(usage => usage.OutputTokens),
                UsageText.Dollars(usages)
            );
        return Html.Of(
            $"""
            <div class="wide"><table><thead><tr><th scope="col">session</th><th scope="col" class="number">time</th><th scope="col" class="number">turns</th><th scope="col" class="number">tokens read</th><th scope="col" class="number">tokens written</th><th scope="col" class="number">cost</th></tr></thead><tbody>
            {sessions.Select(session => Of(session.Name, session.Usage))}</tbody>{(
                sessions.Length > 1
                    ? Html.Of(
                        $"<tfoot>{Of(sessions.Length == 2 ? "both" : "all", run.Usages)}</tfoot>"
                    )
                    : default
            )}</table></div>
            """
        );
    }

    public static Html Time(DateTimeOffset time) =>
        Html.Of($"<time datetime=\"{time:O}\">{time.ToLocalTime():HH:mm:ss}</time>");
}
