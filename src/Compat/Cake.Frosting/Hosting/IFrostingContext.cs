using Cake.Core;

namespace Cake.Frosting;

/// <summary>What tasks receive: Cake's context, and whatever a build adds to it.</summary>
public interface IFrostingContext : ICakeContext;
