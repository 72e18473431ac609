using Cake.Core;
using Cake.Frosting;
using OneShot.Core.Dispatch;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>Checks prompt, model and agent. Makes nothing.</summary>
[TaskName(TaskNames.ValidatePrompt)]
[TaskDescription("Checks the prompt, the model and the agent; makes nothing")]
public sealed class ValidatePromptTask : AsyncFrostingTask<IOneShotContext>
{
    /// <summary>
    /// Made once in every host, with <c>UseOneShot</c> or without: from
    /// here on, <see cref="OneShotOnFailureAttribute"/> is looked after.
    /// </summary>
    /// <param name="engine">The engine.</param>
    public ValidatePromptTask(ICakeEngine engine) => FailureWatch.Begin(engine);

    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) => context.StepAsync(DispatchCommand.ValidatePrompt);
}
