using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot;

/// <summary>What a dispatch answers, or taking one up again. Ids of runs are texts.</summary>
[JsonDerivedType(typeof(PreviewReceipt))]
public record DispatchReceipt : Receipt
{
    /// <summary>The one-shot's distinct id.</summary>
    public required string Id { get; init; }

    /// <summary>The one-shot's branch.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch it starts from; empty where an earlier version did not keep it.</summary>
    public required string Base { get; init; }

    /// <summary>SHA-256 of the prompt's bytes.</summary>
    public required string PromptSha256 { get; init; }

    /// <summary>The commit that holds the prompt; <see langword="null"/> in a preview.</summary>
    public string? Commit { get; init; }

    /// <summary>The pull request's number; <see langword="null"/> before there is one.</summary>
    public int? PrNumber { get; init; }

    /// <summary>The pull request's page; <see langword="null"/> before there is one.</summary>
    public string? PrUrl { get; init; }

    /// <summary>The run's id; <see langword="null"/> before there is one.</summary>
    public string? RunId { get; init; }

    /// <summary>The run's page; <see langword="null"/> before there is one.</summary>
    public string? RunUrl { get; init; }

    /// <summary>The model; <see langword="null"/> leaves it to the agent.</summary>
    public string? Model { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The workflow's file name.</summary>
    public required string Workflow { get; init; }

    /// <summary>Who asked for it; <see langword="null"/> before the pull request, which tells it.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>
    /// Whether the repository's own build and tests said that what was delivered is green; <see langword="null"/>
    /// where nothing was verified, or nobody followed its run to the end.
    /// </summary>
    public bool? Verified => Verdict?.Verified;

    /// <summary>How those tests ended; <see langword="null"/> where nothing was verified.</summary>
    public TestCounts? Tests => Verdict?.Tests;

    /// <summary>
    /// How often what was red went back to the agent; <see langword="null"/> where nothing was verified.
    /// </summary>
    public int? Rounds => Verdict?.Rounds;

    internal VerdictSummary? Verdict { get; init; }

    /// <summary>The file of the report, where one was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReportPath { get; init; }

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
            ("report_path", ReportPath),
            ("verified", Verified),
        ];
}
