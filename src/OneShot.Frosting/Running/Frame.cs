using Cake.Core;
using Cake.Core.Diagnostics;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Running;

/// <summary>
/// Cake's headings and its table of times, where there is work to frame: the heading of one of OneShot's tasks waits
/// for the first line below it, and none stands above what is asked for as content, or above an expected refusal.
/// </summary>
/// <param name="scope">Knows what is asked for, and whether it was refused.</param>
/// <param name="cakes">Cake's own printer, or the build's; asked for when something is printed.</param>
internal sealed class Frame(RunScope scope, Func<ICakeReportPrinter> cakes) : ICakeReportPrinter
{
    private readonly Queue<Action> _waiting = new();
    private Verbosity _verbosity;

    public void Write(CakeReport report)
    {
        var worked = report
            .Where(entry => entry.ExecutionStatus is CakeTaskExecutionStatus.Executed or CakeTaskExecutionStatus.Failed)
            .Any(entry => scope.Failure is null ? !IsContent(entry.TaskName) : !OwnTasks.Contain(entry.TaskName));
        if (IsWhole || (worked && !scope.IsBare && _verbosity >= Verbosity.Normal))
            cakes().Write(report);
    }

    public void WriteStep(string name, Verbosity verbosity) =>
        Heading(name, verbosity, () => cakes().WriteStep(name, verbosity));

    public void WriteSkippedStep(string name, Verbosity verbosity) =>
        Heading(name, verbosity, () => cakes().WriteSkippedStep(name, verbosity));

    public void WriteLifeCycleStep(string name, Verbosity verbosity) =>
        Heading(name, verbosity, () => cakes().WriteLifeCycleStep(name, verbosity));

    /// <summary>Prints what waits, because something is told below it.</summary>
    public void Print()
    {
        while (_waiting.TryDequeue(out var heading))
        {
            if (scope.Failure is null)
                heading();
        }
    }

    // Whoever looks for a fault sees what the engine does.
    private bool IsWhole => _verbosity > Verbosity.Normal;

    private void Heading(string name, Verbosity verbosity, Action print)
    {
        _verbosity = verbosity;
        if (IsEmpty(name))
            return;
        if (IsWhole)
            print();
        else if (!scope.IsBare && !IsContent(name))
            _waiting.Enqueue(print);
        // What a build does of its own may write to the console by itself.
        if (!OwnTasks.Contain(name))
            Print();
    }

    // What only names others, as a default often does, has nothing to put a heading above.
    private bool IsEmpty(string name) =>
        scope.Tasks().OfType<CakeTask>().FirstOrDefault(task => task.Name == name) is { Actions.Count: 0 };

    private bool IsContent(string name) =>
        name
            is TaskNames.OneShotStatus
                or TaskNames.OneShotReport
                or TaskNames.OneShotDoctor
                or TaskNames.OneShotInit
                or TaskNames.OneShotHelp
                or TaskNames.PublishOneShot
                or TaskNames.RestoreBranch
        || (scope.IsUndo && OwnTasks.Contain(name));
}
