using Cake.Core;
using OneShot.Core.Settings;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>The page of help: tasks, arguments, examples. Made from the engine's tasks and the table of arguments.</summary>
internal static class HelpText
{
    private static readonly Dictionary<ArgumentGroup, string> Headings = new()
    {
        [ArgumentGroup.Asking] = "Arguments: what is asked",
        [ArgumentGroup.Place] = "Arguments: where",
        [ArgumentGroup.Behaviour] = "Arguments: how",
        [ArgumentGroup.Earlier] = "Arguments: an earlier one-shot",
        [ArgumentGroup.Step] = "Arguments: a task by itself (--exclusive)",
    };

    public static void Print(IEnumerable<ICakeTaskInfo> tasks, string command)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        Section(console, "Tasks", tasks.OrderBy(task => task.Name, StringComparer.OrdinalIgnoreCase).Select(task => ($"--target={task.Name}", task.Description ?? string.Empty)));
        foreach (var group in Arguments.All.GroupBy(argument => argument.Group)) Section(console, Headings[group.Key], group.Select(argument => (argument.Usage, argument.Help)));
        Section(console, "Examples",
        [
            ($"{command} --target=OneShot --prompt=\"Add a --verbose flag\"", "dispatch"),
            ($"{command} --target=OneShot --prompt-file=task.md --preview", "see everything that would happen"),
            ($"git log -1 --format=%B | {command} --target=OneShot --prompt-file=-", "prompt from standard input"),
            ($"{command} --target=OneShot --undo=ID", "remove an earlier one-shot"),
        ]);
        console.WriteLine("Every argument is also a variable (ONESHOT_PLAN_ISSUE) and has a longer spelling that wins (--oneshot-plan-issue).");
    }

    private static void Section(IAnsiConsole console, string heading, IEnumerable<(string Usage, string Text)> rows)
    {
        console.MarkupLineInterpolated($"[bold]{heading}[/]");
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
        foreach (var (usage, text) in rows) grid.AddRow(new Text(usage), new Text(text));
        console.Write(grid);
        console.WriteLine();
    }
}
