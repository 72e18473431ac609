using Cake.Core;
using Cake.Frosting;
using OneShot.Core.Errors;
using OneShot.Core.Settings;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Prints what a first hour needs; with <c>--all</c> everything, with <c>--topic</c> one thing.</summary>
/// <param name="engine">Knows the tasks.</param>
[TaskName(TaskNames.OneShotHelp)]
[TaskDescription("Shows targets, arguments and examples")]
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
        var tasks = engine.Tasks.Select(task => (task.Name, task.Description ?? string.Empty)).ToList();
        try
        {
            Print(new HelpText(Colours.NewConsole(), Faces.Command(context), tasks), VerbExtensions.Sources(context));
        }
        catch (OneShotException exception)
        {
            throw context.Failed(exception);
        }
    }

    private static void Print(HelpText help, ArgumentSources given)
    {
        if (given.Given("topic") is [.., { Length: > 0 } topic])
            help.Topic(topic);
        else if (given.Given("all").Count > 0)
            help.All();
        else
            help.Short();
    }
}
