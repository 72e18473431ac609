using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Terminal;

/// <summary>What faces tell of a one-shot's state, in the same words and order.</summary>
internal static class StateWords
{
    /// <summary>Where there is nothing to tell in a column.</summary>
    public const string None = "-";

    /// <summary>What is between two cells of a table.</summary>
    private const int Gap = 2;

    /// <summary>What an age has at most, and where it is: as it grows, nothing else moves.</summary>
    private const int AgeWidth = 8;
    private const int AgeColumn = 2;

    /// <summary>The least that is told of a prompt.</summary>
    private const int LeastPrompt = 20;

    private const string Pull = "pull request";
    private const string Verified = "verified";

    /// <summary>All that is known of one.</summary>
    public static IEnumerable<(string Name, string Value)> Of(OneShotState state)
    {
        (string Name, string? Value)[] facts =
        [
            ("id", state.Id),
            ("state", (state.Activity ?? state.NotDelivered) is { } more ? $"{Spoken(state)}: {more}" : Spoken(state)),
            (Verified, state.Verdict is { } verdict ? VerdictWords.Fact(verdict) : null),
            ("dispatched", $"{Time(state)}, {Age(state)}"),
            ("prompt", state.Prompt),
            ("agent", state.Agent),
            ("cost", state.Cost),
            ("forge", state.Forge),
            ("branch", state.Kept is { } kept ? $"{state.Branch}, kept: {kept.Why}" : state.Branch),
            ("to remove it", state.Kept?.Next),
            ("merged", state.Merged?.Why),
            ("to revert it", state.Merged?.Revert),
            (WaitingResult.Noun, state.Take is { } take ? $"{WaitingResult.Word}: {take}" : null),
            (Pull, state.PrUrl),
            ("run", state.RunUrl),
        ];
        return facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!));
    }

    /// <summary>The state, with what became of the branch.</summary>
    public static string Spoken(OneShotState state) =>
        FateWords.Of(state.State, state.BranchState, state.Merged is not null, state.Result is not null);

    /// <summary>How long ago it was dispatched, by this machine's clock.</summary>
    public static string Age(OneShotState state) => AgeText.Of(TimeProvider.System.GetUtcNow() - state.CreatedAt);

    /// <summary>
    /// A table of several: its headings, and a row for each. Where nobody of them tells money, none is missing; what
    /// verifying said is told where that leaves room for the prompt.
    /// </summary>
    /// <param name="states">They.</param>
    /// <param name="width">The most columns, what stands between cells among them.</param>
    /// <returns>The rows, the last cell of each the prompt and the one before it the pull request.</returns>
    public static IReadOnlyList<string[]> Table(IReadOnlyList<OneShotState> states, int width)
    {
        var rows = Rows(states, tellsVerdict: states.Any(state => state.Verdict is not null));
        if (Room(rows, width) < LeastPrompt)
            rows = Rows(states, tellsVerdict: false);
        var room = Math.Max(LeastPrompt, Room(rows, width));
        return [.. rows.Zip(states.Select(state => SafeText.Excerpt(state.Prompt, room)).Prepend("prompt"), Joined)];
    }

    private static string[][] Rows(IReadOnlyList<OneShotState> states, bool tellsVerdict)
    {
        var tellsCost = states.Any(state => UsageText.DollarsIn(state.Cost) is not null);
        return
        [
            Row("id", "state", "age", "cost", Verified, Pull),
            .. states.Select(state =>
                Row(
                    state.Id,
                    Spoken(state),
                    Age(state),
                    UsageText.DollarsIn(state.Cost) ?? None,
                    state.Verdict is { } verdict ? VerdictWords.Short(verdict) : None,
                    PullRequest(state)
                )
            ),
        ];

        string[] Row(string id, string state, string age, string cost, string verified, string pull) =>
            [id, state, age, .. tellsCost ? new[] { cost } : [], .. tellsVerdict ? new[] { verified } : [], pull];
    }

    private static int Room(string[][] rows, int width) =>
        width
        - Enumerable
            .Range(0, rows[0].Length)
            .Sum(at => Math.Max(rows.Max(row => row[at].Length), at == AgeColumn ? AgeWidth : 0) + Gap);

    private static string[] Joined(string[] row, string prompt) => [.. row, prompt];

    private static string PullRequest(OneShotState state) =>
        state.PrNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : None;

    private static string Time(OneShotState state) =>
        state.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
