using OneShot.Core.Errors;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using Spectre.Console;

namespace OneShot.Frosting.Output;

/// <summary>
/// Pages of help, wrapped at words: what a first hour needs, everything, or one thing. The tool speaks in words, a
/// build in targets.
/// </summary>
/// <param name="console">Where they are printed.</param>
/// <param name="command">What the user types to reach the face.</param>
/// <param name="tasks">The build's tasks, with what they do.</param>
internal sealed class HelpText(IAnsiConsole console, string command, IReadOnlyList<(string Name, string Help)> tasks)
{
    /// <summary>A line longer than this is hard to read, however wide the terminal.</summary>
    private const int Widest = 100;

    private bool HasWords => ToolWords.AreOf(command);

    /// <summary>What a first hour needs, in twenty lines of a narrow terminal.</summary>
    public void Short()
    {
        console.WriteLine("Turns a prompt into a pull request that a coding agent planned and implemented.");
        Command("  " + Typed("--target=OneShot --prompt=\"Add a --verbose flag\""));
        console.WriteLine();
        Rows(
            HasWords
                ? UserCommands
                    .All.Skip(1)
                    .TakeWhile(one => one.Word is not "preview")
                    .Select(one => (one.Usage, one.Help))
                : Targets().Where(row => row.Usage is not TaskNames.RestoreBranch and not TaskNames.OneShotHelp)
        );
        if (Own() is { Length: > 0 } own)
            console.WriteLine(SafeText.Cut("This build's own: " + own, 78));
        console.WriteLine();
        Rows(UserCommands.Usual);
        Command("Everything:  " + Typed("--target=OneShotHelp --all"));
        Command("One thing:   " + Typed("--target=OneShotHelp --topic=undo"));
    }

    /// <summary>Everything: users' targets first, then the build's own, then those of the workflow's jobs.</summary>
    public void All()
    {
        if (HasWords)
            Section("Words", UserCommands.All.Where(one => one.Word is not null).Select(one => (one.Usage, one.Help)));
        Section("Targets", Targets().Select(Target));
        Section("This build's own targets", tasks.Where(IsOfBuild).Select(Target));
        Section(
            "Targets of the workflow's jobs, and the steps of a dispatch",
            tasks.Where(task => OwnTasks.Contain(task.Name) && UserCommands.Find(task.Name) is null).Select(Target)
        );
        foreach (var group in Arguments.All.GroupBy(argument => argument.Group))
            Section("Arguments: " + Arguments.HeadingOf(group.Key), group.Select(Row));
        Lines("Examples", UserCommands.All.SelectMany(one => one.Examples.Take(1)).Select(Typed));
        console.WriteLine();
        Paragraph(
            "Every argument is also a variable (ONESHOT_PLAN_ISSUE) and has a longer spelling that wins "
                + "(--oneshot-plan-issue)."
        );
    }

    /// <summary>One thing: a word, a target, also of the build's own, or an argument.</summary>
    /// <param name="asked">Its name.</param>
    /// <exception cref="OneShotException">OS2131: there is none of that name; OS2033: it has another one now.</exception>
    public void Topic(string asked)
    {
        var name = asked.TrimStart('-').Split('=')[0];
        if (Arguments.Find(name) is { } argument && (asked[0] == '-' || UserCommands.Find(name) is null))
        {
            Tell(argument);
            return;
        }

        if (RenamedArgument.Find(name) is { } renamed)
            throw renamed.Typed(name);
        var task = tasks.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (UserCommands.Find(name) is { } known && (known.Task is not null || ToolWords.AreOf(command)))
            Tell(known);
        else if (task.Name is not null)
            Tell(task);
        else
            throw Unknown(name);
    }

    private void Tell((string Name, string Help) task)
    {
        Paragraph(task.Help.Length == 0 ? "A target that this build does not describe." : task.Help.TrimEnd('.') + ".");
        console.WriteLine();
        Lines("Type", [Typed("--target=" + task.Name)]);
        if (!IsOfBuild(task))
            return;
        console.WriteLine();
        Command("It is this build's own. What it depends on: " + Typed("--tree"));
    }

    private void Tell(UserCommand one)
    {
        Paragraph(one.Help + ".");
        console.WriteLine();
        Lines("Type", one.Examples.DefaultIfEmpty("--target=" + one.Task).Select(Typed));
        if (one.Arguments.Count == 0)
            return;
        console.WriteLine();
        Heading("Arguments");
        Rows(one.Arguments.Select(name => Row(Arguments.Find(name)!)));
    }

    private void Tell(Argument argument)
    {
        Rows([Row(argument)]);
        console.WriteLine();
        var property = argument.HasProperty ? $", in a build by MSBuild -p:{argument.Property}" : "";
        Paragraph($"Also the variable {argument.Variable}{property}.");
    }

    private OneShotException Unknown(string asked)
    {
        string[] known =
        [
            .. UserCommands
                .All.SelectMany(one => new[] { one.Word, one.Task })
                .OfType<string>()
                .Concat(Arguments.All.Select(argument => argument.Name))
                .Concat(tasks.Select(task => task.Name))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return OneShotErrors.TopicUnknown(SafeText.Title(asked, 40), EditDistance.Meant(asked, known));
    }

    // The user's targets, in the order in which they are needed.
    private IEnumerable<(string Usage, string Help)> Targets() =>
        UserCommands
            .All.Where(one => one.IsWhole && one.Word is not "list")
            .Where(one => tasks.Any(task => task.Name.Equals(one.Task, StringComparison.OrdinalIgnoreCase)))
            .Select(one => (one.Task!, one.Help));

    private string Own() => string.Join(", ", tasks.Where(IsOfBuild).Select(task => task.Name));

    // The Default that helps where a build has none is no task of the build's.
    private static bool IsOfBuild((string Name, string Help) task) =>
        !OwnTasks.Contain(task.Name) && task != (OwnTasks.Default, OwnTasks.DefaultHelp);

    private static (string Usage, string Help) Target((string Usage, string Help) row) =>
        ("--target=" + row.Usage, row.Help);

    private static (string Usage, string Help) Row(Argument argument) => (argument.Usage, argument.Help);

    private string Typed(string arguments) => Faces.Spelled(command, arguments);

    private void Section(string heading, IEnumerable<(string Usage, string Help)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        Heading(heading);
        Rows(all);
        console.WriteLine();
    }

    private void Lines(string heading, IEnumerable<string> lines)
    {
        Heading(heading);
        foreach (var line in lines)
            Command("  " + line);
    }

    // What is copied from the page stays one line, however narrow the terminal.
    private void Command(string line) => console.Profile.Out.Writer.WriteLine(line);

    private void Heading(string heading) => console.MarkupLineInterpolated($"[bold]{heading}[/]");

    private void Paragraph(string text) => console.WriteLine(text);

    private void Rows(IEnumerable<(string Usage, string Help)> rows)
    {
        var grid = new Grid { Width = Math.Min(Widest, console.Profile.Width) }
            .AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) })
            .AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (usage, text) in rows)
            grid.AddRow(new Text(usage), new Text(text));
        console.Write(grid);
    }
}
