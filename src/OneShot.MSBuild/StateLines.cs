using OneShot.Terminal;

namespace OneShot.MSBuild;

/// <summary>One-shots as lines: a table of several with its headings, and of one all that is known of it.</summary>
internal static class StateLines
{
    /// <summary>The table.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<OneShotState> states)
    {
        var rows = StateWords.Table(states, Folding.Room);
        var widths = Enumerable
            .Range(0, rows[0].Length - 1)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        return rows.Select(row => $"{string.Join("  ", row.Zip(widths, (cell, at) => cell.PadRight(at)))}  {row[^1]}");
    }

    /// <summary>All of one.</summary>
    public static IEnumerable<string> Of(OneShotState state) =>
        StateWords.Of(state).Select(fact => fact.Name.PadRight(14) + fact.Value);
}
