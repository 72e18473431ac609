namespace OneShot;

/// <summary>What undoing a one-shot answers: what was removed.</summary>
public sealed record UndoReceipt : Receipt
{
    /// <summary>The one-shot's distinct id.</summary>
    public required string Id { get; init; }

    /// <summary>The branch that was deleted.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch it started from.</summary>
    public required string Base { get; init; }

    /// <summary>SHA-256 of the prompt's bytes; the journal keeps the prompt.</summary>
    public required string PromptSha256 { get; init; }

    /// <summary>The commit that holds the prompt.</summary>
    public string? Commit { get; init; }

    /// <summary>The number of the pull request that was closed.</summary>
    public int? PrNumber { get; init; }

    /// <summary>The page of the pull request that was closed.</summary>
    public string? PrUrl { get; init; }

    /// <summary>The id of the run that was cancelled, or had ended.</summary>
    public string? RunId { get; init; }

    /// <summary>The page of the run.</summary>
    public string? RunUrl { get; init; }

    internal override IEnumerable<(string Name, object? Value)> Outputs =>
        [
            ("id", Id),
            ("prompt_sha256", PromptSha256),
            ("branch", Branch),
            ("pr_number", PrNumber),
            ("pr_url", PrUrl),
            ("run_id", RunId),
            ("run_url", RunUrl),
            ("base", Base),
            ("commit", Commit),
        ];
}
