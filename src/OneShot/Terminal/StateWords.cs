using System.Globalization;
using OneShot.Core.Model;

namespace OneShot.Terminal;

/// <summary>What faces tell of a one-shot's state, in the same words and order.</summary>
internal static class StateWords
{
    /// <summary>All that is known of one.</summary>
    public static IEnumerable<(string Name, string Value)> Of(OneShotState state)
    {
        (string Name, string? Value)[] facts =
        [
            ("id", state.Id),
            ("state", (state.Activity ?? state.NotDelivered) is { } more ? $"{Spoken(state)}: {more}" : Spoken(state)),
            ("dispatched", Time(state) + state.CreatedAt.ToLocalTime().ToString(" zzz", CultureInfo.InvariantCulture)),
            ("prompt", state.Prompt),
            ("agent", state.Agent),
            ("forge", state.Forge),
            ("branch", state.Kept is { } kept ? $"{state.Branch}, kept: {kept.Why}" : state.Branch),
            ("to remove it", state.Kept?.Next),
            ("merged", state.Merged?.Why),
            ("to revert it", state.Merged?.Revert),
            (WaitingResult.Noun, state.Take is { } take ? $"{WaitingResult.Word}: {take}" : null),
            ("pull request", state.PrUrl),
            ("run", state.RunUrl),
        ];
        return facts.Where(fact => fact.Value is not null).Select(fact => (fact.Name, fact.Value!));
    }

    /// <summary>The state, with what became of the branch.</summary>
    public static string Spoken(OneShotState state) =>
        FateWords.Of(state.State, state.BranchState, state.Merged is not null, state.Result is not null);

    /// <summary>When it was dispatched, by this machine's clock.</summary>
    public static string Time(OneShotState state) =>
        state.CreatedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
