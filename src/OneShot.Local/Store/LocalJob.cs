using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Local.Store;

/// <summary>One job of a run: plan, register, implement or deliver.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record LocalJob(string Name, DateTimeOffset StartedAt)
{
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>success</c>, <c>failure</c> or <c>cancelled</c>; <see langword="null"/> before the end.</summary>
    public RunConclusion? Conclusion { get; init; }

    /// <summary>What it failed with, one line.</summary>
    public string? Error { get; init; }

    /// <summary>What the agent used, where one worked, however that ended.</summary>
    public AgentUsage? Usage { get; init; }

    [JsonIgnore]
    public RunJob Told => new(Name, Conclusion, (EndedAt - StartedAt)?.TotalSeconds, Usage);

    /// <summary>What the work of its agent is called: by its name, and by how it ended where that was not well.</summary>
    /// <param name="isEarlier">Whether it was done once more since.</param>
    public string Called(bool isEarlier) =>
        Conclusion == RunConclusion.Cancelled ? $"{Name}, cancelled"
        : Conclusion is { IsSuccess: false } ? $"{Name}, failed"
        : isEarlier ? $"{Name}, refused"
        : Name;
}
