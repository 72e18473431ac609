using Cake.Core;

namespace Cake.Frosting;

/// <summary>
/// A task of the build. Derive from <see cref="FrostingTask{T}"/> or
/// <see cref="AsyncFrostingTask{T}"/>; the host refuses other implementations.
/// </summary>
public interface IFrostingTask
{
    /// <summary>Says why the task was skipped; empty by default.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Runs the task's body.</summary>
    /// <param name="context">The build's context.</param>
    /// <returns>The running body.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Tells whether the body should run; dependencies have run before this is asked.</summary>
    /// <param name="context">The build's context.</param>
    /// <returns><see langword="false"/> to skip the task.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>
    /// Replaces the propagation of the body's failure: unless it throws, the build goes on and succeeds.
    /// </summary>
    /// <param name="exception">What the body threw.</param>
    /// <param name="context">The build's context.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Runs after the body, whether it failed or not.</summary>
    /// <param name="context">The build's context.</param>
    void Finally(ICakeContext context);
}
