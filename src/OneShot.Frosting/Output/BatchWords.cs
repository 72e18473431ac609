using System.Globalization;
using OneShot.Core.Model;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>How the states of a batch's one-shots are told.</summary>
internal static class BatchWords
{
    private static readonly Dictionary<BatchStage, string> Spoken = new()
    {
        [BatchStage.Done] = "done before",
        [BatchStage.NotStarted] = "not started",
        [BatchStage.Success] = "succeeded",
    };

    // In the order of a sum; all others come last.
    private static readonly Dictionary<BatchStage, int> Ranks = new()
    {
        [BatchStage.Success] = 0,
        [BatchStage.Dispatched] = 0,
        [BatchStage.Previewed] = 0,
        [BatchStage.Done] = 1,
        [BatchStage.Failed] = 2,
    };

    /// <summary>A state, as people read it.</summary>
    public static string Of(BatchedOneShot one) => Spoken.GetValueOrDefault(one.Stage) ?? one.Stage.Word;

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

    /// <summary>How many are in which state: "8 dispatched, 1 done before, 1 failed".</summary>
    public static string Count(IReadOnlyList<BatchedOneShot> all) =>
        all.Count == 0
            ? "nothing was dispatched"
            : string.Join(
                ", ",
                all.GroupBy(Of)
                    .OrderBy(group => Ranks.GetValueOrDefault(group.First().Stage, Ranks.Count))
                    .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))
            );

    /// <summary>A sign of one column, and its colour.</summary>
    public static (string Sign, Color Colour) Sign(BatchedOneShot one, bool hasSymbols)
    {
        if (one.Stage == BatchStage.Failed)
            return (hasSymbols ? "✗" : "x", Color.Red);
        if (one.Stage == BatchStage.Stopped || one.Stage == BatchStage.NotStarted)
            return (hasSymbols ? "✗" : "x", Color.Olive);
        return one.Stage == BatchStage.Waiting
            ? (hasSymbols ? "·" : ".", Color.Grey)
            : (hasSymbols ? "✓" : "+", Color.Green);
    }
}
