namespace OneShot.Core.Model;

/// <summary>A state with what became of it since, as it is told everywhere: <c>ready, result waits</c>.</summary>
internal static class FateWords
{
    /// <summary>Says it.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="fate">What became of its branch, as <see cref="OneShotState.BranchState"/> has it.</param>
    /// <param name="isMerged">Of one that was undone: whether trunk has it.</param>
    /// <param name="isWaiting">Whether its result is not on its branch yet.</param>
    /// <returns>A part of a line.</returns>
    public static string Of(string state, string? fate, bool isMerged, bool isWaiting)
    {
        string?[] words =
        [
            state,
            isMerged ? MergedChange.Fate : null,
            fate == KeptBranch.Fate ? $"branch {fate}" : fate,
            isWaiting ? WaitingResult.Fate : null,
        ];
        return string.Join(", ", words.OfType<string>());
    }
}
