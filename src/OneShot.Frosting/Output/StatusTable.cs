using OneShot.Core.Model;
using OneShot.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OneShot.Frosting.Output;

/// <summary>One-shots as a table; where only one was asked for or is there, all that is known of it.</summary>
internal static class StatusTable
{
    /// <summary>Where nobody sits in front of columns, nothing is cut.</summary>
    private const int Unlimited = 1000;

    public static void Print(IReadOnlyList<OneShotState> states, string command)
    {
        var console = Colours.NewConsole();
        if (Console.IsOutputRedirected)
            console.Profile.Width = Unlimited;
        if (states.Count > 1)
            console.Write(Rows(states, console.Profile.Width));
        else if (states is [var only])
            Tell(console, only);
        if (states.FirstOrDefault(state => state.CanResume) is { } unfinished)
            console.WriteLine($"finish it: " + $"{OneShotError.Spelled(unfinished.Finish, command)}");
    }

    private static Table Rows(IReadOnlyList<OneShotState> states, int width)
    {
        var rows = StateWords.Table(states, width - 3); // an ellipsis, and what stands behind the last cell
        var table = new Table().NoBorder().AddColumns(rows[0]);
        foreach (var column in table.Columns)
            column.NoWrap().Padding(0, 0, 2, 0);
        foreach (var (row, state) in rows.Skip(1).Zip(states))
            table.AddRow(
                row.Select(
                    (cell, at) =>
                        at == row.Length - 2
                            ? PullRequest(state, cell)
                            : (IRenderable)new Text(cell, at == 1 ? StyleOf(state.Stage) : Style.Plain)
                )
            );
        return table;
    }

    // A link, where the terminal shows one.
    private static Markup PullRequest(OneShotState state, string shown)
    {
        var isAddress = Uri.IsWellFormedUriString(state.PrUrl, UriKind.Absolute) && !state.PrUrl!.Contains('[');
        return new Markup(isAddress ? $"[link={state.PrUrl}]{shown}[/]" : shown);
    }

    private static void Tell(IAnsiConsole console, OneShotState state)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) })
            .AddColumn();
        foreach (var (name, value) in StateWords.Of(state))
            grid.AddRow(new Text(name), new Text(value, name == "state" ? StyleOf(state.Stage) : Style.Plain));
        console.Write(grid);
    }

    private static Style StyleOf(OneShotStage stage) =>
        stage switch
        {
            { IsDone: true } => new Style(Color.Green),
            { IsBad: true } => new Style(Color.Red),
            { IsMoving: true } => new Style(Color.Olive),
            _ => Style.Plain,
        };
}
