using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task with a synchronous body, with Cake's plain context.</summary>
public abstract class FrostingTask : FrostingTask<ICakeContext>;

/// <summary>A task with a synchronous body.</summary>
/// <typeparam name="T">The context the task needs; a host whose context is another one leaves the task out.</typeparam>
public abstract class FrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>The body.</summary>
    /// <param name="context">The build's context.</param>
    public virtual void Run(T context) { }

    /// <summary>Tells whether the body should run; dependencies have run before this is asked.</summary>
    /// <param name="context">The build's context.</param>
    /// <returns><see langword="false"/> to skip the task.</returns>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>
    /// Replaces the propagation of the body's failure: unless it throws, the build goes on and succeeds.
    /// </summary>
    /// <param name="exception">What the body threw.</param>
    /// <param name="context">The build's context.</param>
    public virtual void OnError(Exception exception, T context) { }

    /// <summary>Runs after the body, whether it failed or not.</summary>
    /// <param name="context">The build's context.</param>
    public virtual void Finally(T context) { }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Run((T)context);
        return Task.CompletedTask;
    }

    bool IFrostingTask.ShouldRun(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ShouldRun((T)context);
    }

    void IFrostingTask.OnError(Exception exception, ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        OnError(exception, (T)context);
    }

    void IFrostingTask.Finally(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Finally((T)context);
    }
}
