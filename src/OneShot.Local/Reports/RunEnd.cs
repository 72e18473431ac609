using OneShot.Core.Model;

namespace OneShot.Local.Reports;

/// <summary>What whoever followed a run asks next: what changed, what it cost, how to look at it and take it.</summary>
internal static class RunEnd
{
    public static IEnumerable<string> Lines(ReportData data)
    {
        if (data.Run is not { Status.IsOver: true } run)
            yield break;
        var isGood = run.Conclusion is { IsGood: true };
        if (isGood && data.Files.Count > 0)
            yield return new ChangeCount(data.Files.Count, data.Added, data.Removed).ToString();
        if (!data.IsRehearsal && UsageText.Of(run.Usages) is { } cost)
            yield return "cost: " + cost;
        if (!isGood)
            yield break; // its error says what is next
        if (data is { Waits: WaitingCause.CheckedOut, Journal.IsAway: true })
            yield break; // whoever has it checked out goes back now, and tells where the result is then
        foreach (var command in ReportCommands.For(data).Where(command => command.AtTheEnd is not null))
            yield return $"{command.AtTheEnd}: {command.Command}";
    }
}
