using System.Globalization;
using OneShot.Core.Model;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>How the states of a batch's one-shots are told.</summary>
internal static class BatchWords
{
    /// <summary>A state, as people read it.</summary>
    public static string Of(BatchedOneShot one) =>
        !one.Earlier ? one.State
        : one.Stage == OneShotStage.Unknown ? "dispatched before"
        : $"{one.State} before";

    /// <summary>A pull request's number, where it has one.</summary>
    public static string PullRequest(BatchedOneShot one) =>
        one.Receipt?.PrNumber is { } number and > 0 ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : "-";

    /// <summary>One line for a log.</summary>
    public static string Line(BatchedOneShot one)
    {
        var words = new[]
        {
            one.Id ?? "-",
            Of(one),
            PullRequest(one) is not "-" and var number ? number : null,
            one.Error is { } error ? $"{error.Code}: {error.Message}" : one.Prompt,
        };
        return string.Join(' ', words.OfType<string>());
    }

    /// <summary>How many are in which state: "8 queued, 1 ready before, 1 failed".</summary>
    public static string Count(IReadOnlyList<BatchedOneShot> all) =>
        all.Count == 0
            ? "nothing was dispatched"
            : string.Join(
                ", ",
                all.GroupBy(Of)
                    .OrderBy(group => RankOf(group.First()))
                    .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))
            );

    /// <summary>A sign of one column, and its colour.</summary>
    public static (string Sign, Color Colour) Sign(BatchedOneShot one, bool hasSymbols)
    {
        if (one.IsStopped || one.Stage.IsBad)
            return (hasSymbols ? "✗" : "x", one.Stage == OneShotStage.Failed ? Color.Red : Color.Olive);
        return one.Stage == OneShotStage.Waiting
            ? (hasSymbols ? "·" : ".", Color.Grey)
            : (hasSymbols ? "✓" : "+", Color.Green);
    }

    // In the order of a sum: what was done now, what was before, what failed, and what was not begun.
    private static int RankOf(BatchedOneShot one) =>
        one.Stage == OneShotStage.Waiting ? 4
        : one.IsStopped || one.Stage == OneShotStage.Cancelled ? 3
        : one.Stage == OneShotStage.Failed ? 2
        : one.Earlier ? 1
        : 0;
}
