using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs after each task, also when it failed or was skipped.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Runs after each task, also when it failed or was skipped.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">The task, and how it went.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}
