using Cake.Core;
using Cake.Frosting;

namespace OneShot.Frosting;

/// <summary>The default context, and a base class for a build's own.</summary>
/// <param name="context">Cake's context.</param>
public class OneShotContext(ICakeContext context) : FrostingContext(context), IOneShotContext
{
    /// <inheritdoc/>
    public virtual OneShotSettings OneShot { get; } = new();

    /// <inheritdoc/>
    public virtual OneShotProgress OneShotProgress { get; } = new();
}
