using System.Globalization;
using OneShot.Core.Model;

namespace OneShot.Core.Journals;

/// <summary>
/// A one-shot as its commit tells it: with an idempotency key another
/// machine takes it up from there, as it was asked for first.
/// </summary>
internal static class JournaledCommit
{
    /// <summary>The commit's message.</summary>
    /// <param name="journal">The one-shot, its branch known.</param>
    public static CommitMessage MessageOf(Journal journal)
    {
        var message = new CommitMessage(journal.Id, journal.PromptSha256, journal.Branch!, journal.KeySha256);
        if (journal.KeySha256 is null)
            return message;
        var asked = new (string Name, string? Value)[]
        {
            ("Agent", journal.Agent),
            ("Model", journal.Model),
            ("Plan-Issue", journal.PlanIssue?.ToString(CultureInfo.InvariantCulture)),
            ("Base", journal.Base),
            ("Ref", journal.Ref),
            ("Workflow", journal.Workflow),
        };
        return message with
        {
            Asked = asked.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value!),
        };
    }

    /// <summary>Lays what was asked first over a one-shot that another call has begun.</summary>
    /// <param name="message">The commit's message.</param>
    /// <param name="begun">The one-shot.</param>
    public static Journal Over(CommitMessage message, Journal begun)
    {
        var asked = message.Asked;
        return asked.Count == 0
            ? begun
            : begun with
            {
                Agent = asked.GetValueOrDefault("Agent", begun.Agent),
                Model = asked.GetValueOrDefault("Model"),
                PlanIssue = int.TryParse(
                    asked.GetValueOrDefault("Plan-Issue"),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var issue
                )
                    ? issue
                    : null,
                Base = asked.TryGetValue("Base", out var trunk) ? trunk : begun.Base,
                Ref = asked.TryGetValue("Ref", out var reference) ? reference : begun.Ref,
                Workflow = asked.GetValueOrDefault("Workflow", begun.Workflow),
            };
    }
}
