using System.Globalization;
using OneShot.Core.Text;
using OneShot.Terminal;

namespace OneShot.MSBuild;

/// <summary>One-shots as lines: a table of several with its headings, and of one all that is known of it.</summary>
internal static class StateLines
{
    /// <summary>The least that is told of a prompt.</summary>
    private const int Least = 20;

    /// <summary>The table.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<OneShotState> states)
    {
        string[][] rows =
        [
            [.. StateWords.Headings(states)],
            .. states.Select(state => (string[])[.. StateWords.Cells(state, states), PullRequest(state)]),
        ];
        var widths = Enumerable
            .Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        var room = Math.Max(Least, Folding.Room - widths.Sum(width => width + 2));
        var prompts = states.Select(state => SafeText.Excerpt(state.Prompt, room)).Prepend("prompt");
        return rows.Zip(
            prompts,
            (row, prompt) => $"{string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width)))}  {prompt}"
        );
    }

    /// <summary>All of one.</summary>
    public static IEnumerable<string> Of(OneShotState state) =>
        StateWords.Of(state).Select(fact => fact.Name.PadRight(14) + fact.Value);

    private static string PullRequest(OneShotState state) =>
        state.PrNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number}") : StateWords.None;
}
