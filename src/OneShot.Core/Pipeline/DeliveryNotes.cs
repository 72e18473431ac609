using OneShot.Core.Model;

namespace OneShot.Core.Pipeline;

/// <summary>What the pull request is told beside the commits.</summary>
/// <param name="Usages">What the sessions used.</param>
/// <param name="Summary">What the implementer says it did; <see langword="null"/> when it said nothing.</param>
/// <param name="IsBuiltInToken">Whether the push is by a run's own token, by which no other workflow starts.</param>
internal sealed record DeliveryNotes(
    IReadOnlyList<AgentUsage> Usages,
    string? Summary = null,
    bool IsBuiltInToken = false
)
{
    /// <summary>The plan's title.</summary>
    public string? Title { get; init; }

    /// <summary>Who is said to have asked, where nothing shows it.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>How what was taken out is had after all.</summary>
    public string? Retry { get; init; }

    /// <summary>What is told of the commit's signature, where one was asked for.</summary>
    public string? Signature { get; init; }

    /// <summary>Whether an earlier session of this one-shot was delivered before.</summary>
    public bool IsMore { get; init; }

    /// <summary>That it is not verified, and why; <see langword="null"/> where it is, or nobody asked for it.</summary>
    public string? NotVerified { get; init; }

    /// <summary>How often what was red went back to the agent, and why no more, in a sentence.</summary>
    public string? Rounds { get; init; }

    /// <summary>What could not even be gathered in the agent's job.</summary>
    public IReadOnlyList<Finding> LeftOut { get; init; } = [];
}
