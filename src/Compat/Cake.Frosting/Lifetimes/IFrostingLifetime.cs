namespace Cake.Frosting;

/// <summary>Runs before the first and after the last task.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
