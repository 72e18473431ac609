using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once, before the first task.</summary>
public interface IFrostingSetup
{
    /// <summary>Runs once, before the first task.</summary>
    /// <param name="context">The build's context.</param>
    /// <param name="info">What the engine knows at this point.</param>
    void Setup(ICakeContext context, ISetupContext info);
}
