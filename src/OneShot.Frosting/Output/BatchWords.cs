using System.Globalization;
using OneShot.Core.Model;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>How the states of a batch's one-shots are told.</summary>
internal static class BatchWords
{
    /// <summary>A state, as people read it.</summary>
    public static string Of(BatchedOneShot one) =>
        one.Stage switch
        {
            var stage when stage == BatchStage.Done => "done before",
            var stage when stage == BatchStage.NotStarted => "not started",
            var stage when stage == BatchStage.Success => "succeeded",
            var stage => stage.Word,
        };

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
                    .OrderBy(group => Rank(group.First()))
                    .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))
            );

    /// <summary>A sign of one column, and its colour.</summary>
    public static (string Sign, Color Colour) Sign(BatchedOneShot one, bool hasSymbols) =>
        one.Stage switch
        {
            var stage when stage == BatchStage.Failed => (hasSymbols ? "✗" : "x", Color.Red),
            var stage when stage == BatchStage.Stopped || stage == BatchStage.NotStarted => (
                hasSymbols ? "✗" : "x",
                Color.Yellow
            ),
            var stage when stage == BatchStage.Waiting => (hasSymbols ? "·" : ".", Color.Grey),
            _ => (hasSymbols ? "✓" : "+", Color.Green),
        };

    private static int Rank(BatchedOneShot one) =>
        one.Stage switch
        {
            var stage
                when stage == BatchStage.Success || stage == BatchStage.Dispatched || stage == BatchStage.Previewed =>
                0,
            var stage when stage == BatchStage.Done => 1,
            var stage when stage == BatchStage.Failed => 2,
            _ => 3,
        };
}
