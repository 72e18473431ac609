using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, after the last task, also when one failed.</summary>
public interface IFrostingTeardown
{
    /// <summary>Runs once, after the last task, also when one failed.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}
