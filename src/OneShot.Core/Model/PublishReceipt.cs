using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What <c>PublishOneShot</c> answers: the one-shot of this machine, and its real pull request.</summary>
internal sealed record PublishReceipt : Receipt
{
    /// <summary>The one-shot's distinct id.</summary>
    public required string Id { get; init; }

    /// <summary>Its branch.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch it starts from.</summary>
    public required string Base { get; init; }

    /// <summary>What was published.</summary>
    public required string Commit { get; init; }

    /// <summary>The pull request's number; <see langword="null"/> in a preview of one that is not there.</summary>
    public required int? PrNumber { get; init; }

    /// <summary>The pull request's page; <see langword="null"/> with the number.</summary>
    public required string? PrUrl { get; init; }

    /// <summary>The model; <see langword="null"/> left it to the agent.</summary>
    public string? Model { get; init; }

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>In a preview: every call that would change something, in its order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PreviewedCall>? Calls { get; init; }

    /// <summary>In a preview: what would stop it, as far as it was found out without writing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Obstacles { get; init; }

    internal override IEnumerable<(string Name, object? Value)> Outputs =>
        [
            ("id", Id),
            ("branch", Branch),
            ("pr_number", PrNumber),
            ("pr_url", PrUrl),
            ("base", Base),
            ("commit", Commit),
        ];
}
