using Cake.Frosting;
using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting.Tasks;

/// <summary>
/// Lists this repository's one-shots and where they are, the newest first, or the one of <c>--distinct-id</c>.
/// </summary>
[TaskName(TaskNames.OneShotStatus)]
[TaskDescription("Lists this repository's one-shots and where they are (--distinct-id=ID for one)")]
public sealed class OneShotStatusTask : AsyncFrostingTask<IOneShotContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(IOneShotContext context) =>
        context.AloneAsync(
            TaskNames.OneShotStatus,
            OneShotVerbs.CreateStatus,
            async (verb, cancellationToken) =>
            {
                await verb.RunAsync(cancellationToken).ConfigureAwait(false);
                if (!context.OneShotProgress.IsJson && !verb.TellsLog)
                    StatusTable.Print(verb.Receipt.OneShots, Faces.Command(context));
            }
        );
}
