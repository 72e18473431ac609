using OneShot.Frosting.Output;
using OneShot.Frosting.Running;

namespace OneShot.Frosting;

/// <summary>Dispatches from a task's own code.</summary>
public static class OneShotFailureExtensions
{
    /// <summary>
    /// Dispatches a one-shot beside the build's own: for a <c>catch</c>, <c>OnError</c>, or whatever else a build
    /// finds out. Agent, model, base and forge are those of the build; what is asked is only what
    /// <paramref name="ask"/> sets. A run of this machine is left to itself unless it sets <c>Detach = false</c>.
    /// </summary>
    /// <param name="context">The build.</param>
    /// <param name="ask">Sets what is asked, such as <c>settings.FromTrx =
    /// "artifacts/**/*.trx"</c>, which counts from the working directory.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="OneShotException">It could not be dispatched;
    /// its message is one line with the next step.</exception>
    public static async Task<DispatchReceipt> DispatchOneShotAsync(
        this IOneShotContext context,
        Action<OneShotSettings> ask
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(ask);
        try
        {
            return await new FailureDispatch(
                context,
                context.Environment.WorkingDirectory.FullPath,
                new LogReporter(context)
            )
                .RunAsync(ask)
                .ConfigureAwait(false);
        }
        catch (OneShotException exception)
        {
            throw FailureDispatch.Told(context, exception);
        }
    }
}
