using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>What an implementer made, with all its rounds.</summary>
/// <param name="Usage">What its sessions used; <see langword="null"/> where that is told already.</param>
/// <param name="Work">What was gathered.</param>
internal sealed record Implemented(AgentUsage? Usage, Collected Work)
{
    /// <summary>How often what was red went back to it.</summary>
    public int Rounds { get; init; }

    /// <summary>Why it did not go back again; <see langword="null"/> where nothing was verified.</summary>
    public string? Ended { get; init; }
}
