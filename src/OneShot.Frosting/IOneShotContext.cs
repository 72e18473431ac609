using Cake.Frosting;

namespace OneShot.Frosting;

/// <summary>
/// What OneShot's tasks need of a build's context. Implement it beside
/// your own members, or derive from <see cref="OneShotContext"/>.
/// </summary>
public interface IOneShotContext : IFrostingContext
{
    /// <summary>
    /// What is asked, from code: the command line wins over it, it wins over the environment. <c>new()</c> is enough.
    /// </summary>
    OneShotSettings OneShot { get; }

    /// <summary>How far it is: carries one task's result to the next. <c>new()</c> is enough.</summary>
    OneShotProgress OneShotProgress { get; }
}
