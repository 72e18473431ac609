using Cake.Frosting;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Dispatches every prompt of a file, several at the same time and within GitHub's
/// limits; the same command again does what is missing, and nothing twice.
/// </summary>
[TaskName(TaskNames.OneShotBatch)]
[TaskDescription("Dispatches every prompt of a file (--prompts-file=PATH), within GitHub's limits")]
public sealed class OneShotBatchTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(IOneShotContext context)
    {
        var view = BatchView.For(context);
        await context
            .AloneAsync(
                TaskNames.OneShotBatch,
                OneShotVerbs.CreateBatch,
                async (verb, cancellationToken) =>
                {
                    try
                    {
                        await verb.RunAsync(view, cancellationToken).ConfigureAwait(false);
                    }
                    finally
                    {
                        view.Dispose();
                        BatchOutput.Print(context, verb);
                    }
                },
                view
            )
            .ConfigureAwait(false);
    }
}
