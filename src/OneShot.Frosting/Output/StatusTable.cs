using System.Globalization;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Terminal;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>One-shots as a table; where only one was asked for or is there, all that is known of it.</summary>
internal static class StatusTable
{
    /// <summary>The room of all columns but the last.</summary>
    private const int Columns = 56;

    /// <summary>Where nobody sits in front of columns, nothing is cut.</summary>
    private const int Unlimited = 1000;

    public static void Print(IReadOnlyList<OneShotState> states, string command)
    {
        var console = Colours.NewConsole();
        if (Console.IsOutputRedirected)
            console.Profile.Width = Unlimited;
        if (states.Count > 1)
            console.Write(Rows(states, Math.Max(20, console.Profile.Width - Columns)));
        else if (states is [var only])
            Tell(console, only);
        if (states.FirstOrDefault(state => state.CanResume) is { } unfinished)
            console.WriteLine($"finish it: " + $"{OneShotError.Spelled(unfinished.Finish, command)}");
    }

    private static Table Rows(IReadOnlyList<OneShotState> states, int room)
    {
        var table = new Table().NoBorder().AddColumns([.. StateWords.Headings(states), "prompt"]);
        foreach (var column in table.Columns)
            column.NoWrap().Padding(0, 0, 2, 0);
        foreach (var state in states)
        {
            var cells = StateWords.Cells(state, states).ToArray();
            table.AddRow([
                .. cells.Select((cell, at) => new Text(cell, at == 1 ? StyleOf(state.Stage) : Style.Plain)),
                PullRequest(state),
                new Text(SafeText.Cut(state.Prompt, room)),
            ]);
        }

        return table;
    }

    // A link, where the terminal shows one.
    private static Markup PullRequest(OneShotState state)
    {
        if (state.PrNumber is not { } number)
            return new Markup(StateWords.None);
        var shown = string.Create(CultureInfo.InvariantCulture, $"#{number}");
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
