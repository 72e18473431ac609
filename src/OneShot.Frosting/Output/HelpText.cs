using Cake.Core;
using OneShot.Core.Settings;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>
/// The page of help: tasks, arguments, examples. Made from the engine's tasks and the table of arguments.
/// </summary>
internal static class HelpText
{
    public static void Print(IEnumerable<ICakeTaskInfo> tasks, string command)
    {
        var console = Colours.NewConsole();
        Section(
            console,
            "Tasks",
            tasks
                .OrderBy(task => task.Name, StringComparer.OrdinalIgnoreCase)
                .Select(task => ($"--target={task.Name}", task.Description ?? string.Empty))
        );
        foreach (var group in Arguments.All.GroupBy(argument => argument.Group))
            Section(
                console,
                $"Arguments: {Arguments.HeadingOf(group.Key)}",
                group.Select(argument => (argument.Usage, argument.Help))
            );
        console.MarkupLine("[bold]Examples[/]");
        foreach (var (example, text) in Examples(command))
        {
            console.WriteLine($"  {text}:");
            console.WriteLine($"    {example}");
        }

        console.WriteLine();
        console.WriteLine(
            "Every argument is also a variable (ONESHOT_PLAN_ISSUE) and has a longer spelling that wins "
                + "(--oneshot-plan-issue)."
        );
    }

    private static (string Example, string Text)[] Examples(string command) =>
        [
            ($"{command} --target=OneShot --prompt=\"Add a --verbose flag\"", "Dispatch"),
            ($"{command} --target=OneShot --prompt-file=task.md --preview", "See everything that would happen"),
            (
                $"git log -1 --format=%B | {command} --target=OneShot --prompt-file=-",
                "Take the prompt from standard input"
            ),
            ($"{command} --target=OneShot --undo=ID", "Remove an earlier one-shot"),
        ];

    private static void Section(IAnsiConsole console, string heading, IEnumerable<(string Usage, string Text)> rows)
    {
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        var grid = new Grid()
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) })
            .AddColumn();
        foreach (var (usage, text) in rows)
            grid.AddRow(new Text(usage), new Text(text));
        console.Write(grid);
        console.WriteLine();
    }
}
