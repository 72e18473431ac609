using Cake.Core;
using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Prints the build's tasks, OneShot's arguments, and examples.</summary>
/// <param name="engine">Knows the tasks.</param>
[TaskName(TaskNames.OneShotHelp)]
[TaskDescription("Shows tasks, arguments and examples")]
public sealed class OneShotHelpTask(ICakeEngine engine) : FrostingTask<IOneShotContext>
{
    private static readonly string[] Deeds = ["prompt", "prompt-file", "prompts-file", "resume", "undo"];

    /// <inheritdoc/>
    public override void Run(IOneShotContext context)
    {
        // A prompt without a target was meant to do something.
        if (
            context
                .Arguments.GetArguments("target")
                .All(target => target.Equals("Default", StringComparison.OrdinalIgnoreCase))
            && Deeds.FirstOrDefault(context.Arguments.HasArgument) is { } asked
        )
            throw context.Failed(OneShotErrors.TargetMissing(asked));
        HelpText.Print(engine.Tasks, Faces.Command(context));
    }
}
