using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>What somebody agreed to, in memory.</summary>
internal sealed class FakeConsents : IConsents
{
    /// <summary>All of it, in its order.</summary>
    public List<(string Repository, string Values)> Kept { get; } = [];

    public bool IsNeeded { get; init; } = true;

    public bool Has(string repository, string values) => Kept.Contains((repository, values));

    public void Keep(string repository, string values) => Kept.Add((repository, values));
}
