using OneShot.Core.Agents;

namespace OneShot.Core.Jobs;

/// <summary>What the pull request is told beside the commits.</summary>
/// <param name="Usages">What the sessions used.</param>
/// <param name="Summary">What the implementer says it did; <see langword="null"/> when it said nothing.</param>
/// <param name="IsBuiltInToken">Whether the push is by a run's own token, by which no other workflow starts.</param>
public sealed record DeliveryNotes(IReadOnlyList<AgentUsage> Usages, string? Summary = null, bool IsBuiltInToken = false);
