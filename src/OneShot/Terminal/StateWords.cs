using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Terminal;

/// <summary>What faces tell of a one-shot's state, in the same words and order.</summary>
internal static class StateWords
{
    /// <summary>Where there is nothing to tell in a column.</summary>
    public const string None = "-";

    private const string Pull = "pull request";

    /// <summary>All that is known of one.</summary>
    public static IEnumerable<(string Name, string Value)> Of(OneShotState state)
    {
        (string Name, string? Value)[] facts =
        [
            ("id", state.Id),
            ("state", (state.Activity ?? state.NotDelivered) is { } more ? $"{Spoken(state)}: {more}" : Spoken(state)),
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

    /// <summary>The headings of a table of several, all but that of the prompt.</summary>
    public static IReadOnlyList<string> Headings(IReadOnlyList<OneShotState> states) =>
        TellsCost(states) ? ["id", "state", "age", "cost", Pull] : ["id", "state", "age", Pull];

    /// <summary>What stands under the headings but the last; where nobody of them tells money, none is missing.</summary>
    public static IEnumerable<string> Cells(OneShotState state, IReadOnlyList<OneShotState> all)
    {
        string[] always = [state.Id, Spoken(state), Age(state)];
        return TellsCost(all) ? [.. always, UsageText.DollarsIn(state.Cost) ?? None] : always;
    }

    private static bool TellsCost(IReadOnlyList<OneShotState> states) =>
        states.Any(state => UsageText.DollarsIn(state.Cost) is not null);

    private static string Time(OneShotState state) =>
        state.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
