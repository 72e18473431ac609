using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What <c>OneShotStatus</c> answers.</summary>
/// <param name="OneShots">Where this repository's one-shots are, the newest first.</param>
internal sealed record StatusReceipt(IReadOnlyList<OneShotState> OneShots) : Receipt
{
    /// <summary>The most that can be asked for.</summary>
    public const int Limit = 1000;

    /// <summary>The one that was asked for; <see langword="null"/> where all were.</summary>
    [JsonIgnore]
    public OneShotState? One { get; init; }

    /// <summary>Of one: its distinct id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? Id => One?.Id;

    /// <summary>Of one: its branch, once there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? Branch => One?.Branch;

    /// <summary>Of one: its pull request's number, once there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public int? PrNumber => One?.PrNumber;

    /// <summary>Of one: its pull request's page, once there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? PrUrl => One?.PrUrl;

    /// <summary>Of one: its run's page, once there is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? RunUrl => One?.RunUrl;

    /// <summary>Of one: its agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public string? Agent => One?.Agent;

    /// <summary>Of one: whether what was delivered is green, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public bool? Verified => One?.Verified;

    /// <summary>Of one: how its tests ended, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public TestCounts? Tests => One?.Tests;

    /// <summary>Of one: how often what was red went back to the agent, where it was verified.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonPropertyOrder(-1)]
    public int? Rounds => One?.Rounds;

    internal override IEnumerable<(string Name, object? Value)> Outputs =>
        [("id", Id), ("branch", Branch), ("pr_number", PrNumber), ("pr_url", PrUrl), ("run_url", RunUrl)];
}
