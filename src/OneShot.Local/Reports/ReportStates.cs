using OneShot.Core.Model;

namespace OneShot.Local.Reports;

/// <summary>Where a pull request and its run are, in a person's words.</summary>
internal static class ReportStates
{
    /// <summary>
    /// The states, each with what is in it and the tone it is said in: a class of the page's style. Nobody asks of one
    /// that was undone how far it had come.
    /// </summary>
    public static IEnumerable<(string Of, string Text, string Tone)> All(ReportData data)
    {
        if (data.IsUndone)
        {
            var fate = data.Kept is null ? null : KeptBranch.Fate;
            var text = FateWords.Of(OneShotStage.Undone.Word, fate, data.Merged is not null, isWaiting: false);
            yield return ("one-shot", text, data.Kept is null ? "calm" : "warn");
            yield break;
        }

        var (pull, run) = (OfPull(data), OfRun(data));
        yield return ("pull request", pull.Text, pull.Tone);
        yield return ("run", run.Text, run.Tone);
        if (data.Waits is not null)
            yield return (WaitingResult.Noun, WaitingResult.Word, "warn");
    }

    private static (string Text, string Tone) OfPull(ReportData data) =>
        data switch
        {
            { IsMerged: true } => (MergedChange.Fate, "done"),
            { Pull.IsOpen: false } => ("closed", "bad"),
            { Pull.Draft: true } => ("draft", "calm"),
            _ => ("ready to look at", "good"),
        };

    public static (string Text, string Tone) OfRun(ReportData data) =>
        data.Run switch
        {
            null => ("not started", "calm"),
            { HasBegun: false } => ("queued", "calm"),
            { Refused: { } refused, Stage: { IsBad: false } stage } when data.Run.Status.IsOver => (
                $"{stage}: {refused.Told}",
                "warn"
            ),
            { Stage: var stage } => (stage.Word, ToneOf(stage)),
        };

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}. ";

    private static string ToneOf(OneShotStage stage) =>
        stage.IsDone ? "good"
        : stage == OneShotStage.Failed ? "bad"
        : stage == OneShotStage.Cancelled ? "calm"
        : "warn";

    /// <summary>
    /// What somebody who opens the page should read first; <see langword="null"/> when all went well.
    /// </summary>
    public static (string Text, string Tone)? Notice(ReportData data) =>
        data switch
        {
            { IsUndone: true, Kept: { } kept } => (
                $"It was undone, but the branch {kept.Name} was kept: {kept.Why}. "
                    + (data.Merged is { } there ? Sentence(there.Why) : "")
                    + "Prompt, plan and logs are kept too.",
                "warn"
            ),
            { IsUndone: true, Merged: { } merged } => (
                $"It was undone; {merged.Why}. Prompt, plan and logs are kept.",
                "calm"
            ),
            { IsUndone: true } => ("It was undone; prompt, plan and logs are kept.", "calm"),
            { Run: { Status.IsOver: true, Conclusion: not { IsGood: true } } run } => (
                run.Error?.ToLine(data.Command)
                    ?? run.Jobs.LastOrDefault(job => job.Error is not null)?.Error
                    ?? "The run was stopped before its end.",
                run.Conclusion == RunConclusion.Cancelled ? "warn" : "bad"
            ),
            { Run: { Status.IsOver: true, Refused: { } refused } } => (
                $"Not all that {data.Agent} made is delivered: {string.Join("; ", refused.Files.Take(5))}{(refused.Count > 5 ? FormattableString.Invariant($"; and {refused.Count - 5} more") : "")}.",
                "warn"
            ),
            { Result: { Rejected: true, Reason: var reason } } => (
                $"{data.Agent} rejected the prompt: {reason}",
                "warn"
            ),
            { Run.Conclusion: { IsGood: true, IsSuccess: false } } => (
                $"{data.Agent} changed nothing: what the plan asks for is there already, or it could not find what to change.",
                "warn"
            ),
            { IsRehearsal: true } => ("This is a rehearsal: no model was used.", "calm"),
            _ => null,
        };
}
