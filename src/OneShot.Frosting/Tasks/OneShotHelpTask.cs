using Cake.Core;
using Cake.Frosting;
using OneShot.Frosting.Output;

namespace OneShot.Frosting.Tasks;

/// <summary>Prints the build's tasks, OneShot's arguments, and examples.</summary>
/// <param name="engine">Knows the tasks.</param>
[TaskName(TaskNames.OneShotHelp)]
[TaskDescription("Shows tasks, arguments and examples")]
public sealed class OneShotHelpTask(ICakeEngine engine) : FrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override void Run(IOneShotContext context) => HelpText.Print(engine.Tasks, Faces.Command(context));
}
