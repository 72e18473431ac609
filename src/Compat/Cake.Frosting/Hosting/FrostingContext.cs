using Cake.Core;

namespace Cake.Frosting;

/// <summary>The default context; builds derive their own from it.</summary>
public class FrostingContext : CakeContextAdapter, IFrostingContext
{
    /// <summary>Wraps Cake's context.</summary>
    /// <param name="context">Cake's context.</param>
    public FrostingContext(ICakeContext context)
        : base(context) { }
}
