using System.Globalization;
using OneShot.Core.Judging;

namespace OneShot.Core.Pipeline;

/// <summary>What a pull request is told of an implementing that ended well.</summary>
internal static class ResultText
{
    // https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/trigger-a-workflow
    private const string NoOtherWorkflow = """
        > [!NOTE]
        > These commits were pushed with the run's own token, by which no other workflow starts: CI has not seen them.
        > To start it now, close and reopen this pull request (or choose "Approve and run workflows" where it is offered).
        > For good, add a secret `ONESHOT_TOKEN` to the repository: the token of a GitHub App, or a fine-grained one with Contents and Pull requests: write.
        """;

    /// <summary>Writes the text.</summary>
    /// <param name="oneShot">The one-shot.</param>
    /// <param name="judgement">What is delivered, and what was found.</param>
    /// <param name="notes">What else is told.</param>
    /// <returns>Markdown.</returns>
    public static string For(OneShotInfo oneShot, Judgement judgement, DeliveryNotes notes)
    {
        ArgumentNullException.ThrowIfNull(oneShot);
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(notes);
        var isDelivered = judgement.Taken.Count > 0;
        var what =
            isDelivered ? $"{oneShot.Agent} implemented the plan: {Counted(judgement.Taken.Count, "file")}."
            : judgement.Findings.Count > 0 ? $"{oneShot.Agent} worked, and nothing of what it made is delivered."
            : notes.IsMore ? $"{oneShot.Agent} changed nothing more; what was delivered before stays."
            : $"{oneShot.Agent} changed nothing: most likely what the plan asks for is on trunk already; else it "
                + $"could not find what to change. The plan says more. If there is nothing to do, close this pull "
                + $"request.";
        return Joined(
            what,
            notes.NotVerified,
            notes.Rounds,
            FindingsText.For(judgement),
            notes.Retry,
            UsageNotes.Cost(oneShot, notes.Usages),
            SandboxNote.For(notes.Usages),
            notes.Signature,
            isDelivered && notes.IsBuiltInToken ? NoOtherWorkflow : null,
            notes.Summary
        );
    }

    // The agent's text is the last: whatever it leaves open ends with it.
    private static string Joined(params string?[] parts) => string.Join("\n\n", parts.OfType<string>());

    private static string Counted(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
}
