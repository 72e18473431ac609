using System.Globalization;
using OneShot.Core.Model;

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
        foreach (var (what, command) in ReportCommands.For(data).Where(one => IsNext(one.What)))
        {
            // The page has room to say what a command does; here it is a word before the command.
            var label = what.Split(',', ':')[0];
            yield return $"{char.ToLowerInvariant(label[0])}{label[1..]}: {command}";
        }
    }

    private static bool IsNext(string what) =>
        what.StartsWith("Look at", StringComparison.Ordinal) || what.StartsWith("Take", StringComparison.Ordinal);

    private static string? Cost(IReadOnlyList<AgentUsage> sessions)
    {
        if (sessions.Count == 0)
            return null;
        var dollars = sessions.Any(session => session.CostUsd is null)
            ? "the agent does not say"
            : string.Create(CultureInfo.InvariantCulture, $"${sessions.Sum(session => session.CostUsd):0.00}");
        var time = ReportStates.Duration(TimeSpan.FromSeconds(sessions.Sum(session => session.Seconds)));
        var turns = sessions.All(session => session.Turns is null)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {sessions.Sum(session => session.Turns)} turns");
        return $"{dollars}{turns}, {time} of the agent's";
    }
}
