using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Local.Reports;

/// <summary>What whoever followed a run asks next: what changed, what it cost, how to look at it and take it.</summary>
internal static class RunEnd
{
    public static IEnumerable<string> Lines(ReportData data)
    {
        if (data.Run is not { Conclusion.IsGood: true } run)
            yield break;
        if (data.Files.Count > 0)
            yield return new ChangeCount(data.Files.Count, data.Added, data.Removed).ToString();
        if (!data.IsRehearsal && Cost([.. run.Jobs.Select(job => job.Usage).OfType<AgentUsage>()]) is { } cost)
            yield return "cost: " + cost;
        foreach (var command in ReportCommands.For(data).Where(command => command.AtTheEnd is not null))
            yield return $"{command.AtTheEnd}: {command.Command}";
    }

    private static string? Cost(IReadOnlyList<AgentUsage> sessions)
    {
        if (sessions.Count == 0)
            return null;
        var dollars = sessions.Any(session => session.CostUsd is null)
            ? "the agent does not say"
            : string.Create(CultureInfo.InvariantCulture, $"${sessions.Sum(session => session.CostUsd):0.00}");
        var time = DurationText.Of(TimeSpan.FromSeconds(sessions.Sum(session => session.Seconds)));
        var turns = sessions.All(session => session.Turns is null)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {sessions.Sum(session => session.Turns)} turns");
        return $"{dollars}{turns}, {time} of the agent's";
    }
}
