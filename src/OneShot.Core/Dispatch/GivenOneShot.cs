namespace OneShot.Core.Dispatch;

/// <summary>What a step that runs by itself is told of its one-shot.</summary>
internal sealed record GivenOneShot
{
    /// <summary>The branch.</summary>
    public string? BranchName { get; init; }

    /// <summary>The id.</summary>
    public string? DistinctId { get; init; }

    /// <summary>The pull request.</summary>
    public int? PrNumber { get; init; }

    /// <summary>Who asked for it.</summary>
    public string? SubmittedBy { get; init; }
}
