using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>What an agent may use, and see.</summary>
internal sealed record AgentLimits
{
    /// <summary>The most rounds that can be asked for.</summary>
    public const int MostRounds = 10;

    /// <summary>The limit of the planning, in minutes.</summary>
    public int PlanMinutes { get; init; } = 30;

    /// <summary>The limit of the implementing, in minutes.</summary>
    public int ImplementMinutes { get; init; } = 60;

    /// <summary>
    /// The limit of each session in seconds, instead of those in minutes; <see langword="null"/> sets none.
    /// </summary>
    public int? Seconds { get; init; }

    /// <summary>
    /// What the minutes above must leave for a job that has the same limit as its
    /// agent: to set up, and to hand over what was made. Never more than half.
    /// </summary>
    public TimeSpan Reserve { get; init; }

    /// <summary>How long an agent may go on trying while its service fails, in seconds.</summary>
    public int RetrySeconds { get; init; } = 120;

    /// <summary>The most turns of a session; <see langword="null"/> sets none.</summary>
    public int? Turns { get; init; }

    /// <summary>The most a session may cost, in US dollars; <see langword="null"/> sets none.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>The command of the agent <c>command</c>.</summary>
    public string? Command { get; init; }

    /// <summary>Names of the user's variables that an agent gets.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Files and folders that it may not change, beside those that are always protected.</summary>
    public IReadOnlyList<string> ProtectedPaths { get; init; } = [];

    /// <summary>Filters of the user's git configuration that are applied.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>
    /// What becomes of protected files, as <c>--protect</c> takes it; <see langword="null"/> leaves all as usual.
    /// </summary>
    public string? Protect { get; init; }

    /// <summary>The sandbox that a session runs in.</summary>
    public SandboxMode Sandbox { get; init; }

    /// <summary>Hosts that a session may reach beside its model's and the repository's feeds.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether what was delivered is verified.</summary>
    public VerifyMode Verify { get; init; }

    /// <summary>The command that verifies; <see langword="null"/> for what trunk shows.</summary>
    public string? VerifyCommand { get; init; }

    /// <summary>Commands that make ready what verifying needs: trunk's own file says them.</summary>
    public IReadOnlyList<string> VerifySetup { get; init; } = [];

    /// <summary>Names of the variables that the command that verifies gets: trunk's own file says them.</summary>
    public IReadOnlyList<string> VerifySecrets { get; init; } = [];

    /// <summary>The limit of verifying, in minutes.</summary>
    public int VerifyMinutes { get; init; } = 60;

    /// <summary>How often what is red goes back to the implementer.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Whether nothing is implemented where trunk itself is red.</summary>
    public bool NeedsGreenTrunk { get; init; }

    /// <summary>Whether sessions and what verifies in between share a job's limit.</summary>
    [JsonIgnore]
    public bool IsJobBound => Reserve > TimeSpan.Zero;

    /// <summary>Whether what an agent makes is verified in rounds.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="command">The command; none but the one that somebody named, where somebody did.</param>
    public bool HasRounds(string agent, string? command) =>
        Rounds > 0
        && Verify is not (VerifyMode.None or VerifyMode.Checks)
        && agent != AgentName.Rehearsal
        && command is not null
        && VerifySecrets.Count == 0 // what goes back to an agent is nowhere near them
        && (VerifyCommand ?? command) == command;

    /// <summary>The limit of one run of that command: on trunk and on the result it has the same.</summary>
    [JsonIgnore]
    public TimeSpan TimeOfVerifying => Left(TimeSpan.FromMinutes(VerifyMinutes)) / 2;

    /// <summary>How long the team's own checks are awaited.</summary>
    [JsonIgnore]
    public TimeSpan TimeOfChecks => Left(TimeSpan.FromMinutes(VerifyMinutes));

    /// <summary>The limit of a session.</summary>
    /// <param name="phase">What it is started for.</param>
    /// <returns>The time it has.</returns>
    public TimeSpan TimeOf(AgentPhase phase)
    {
        if (Seconds is { } seconds)
            return TimeSpan.FromSeconds(seconds);
        var time = TimeSpan.FromMinutes(phase == AgentPhase.Plan ? PlanMinutes : ImplementMinutes);
        return Left(time);
    }

    private TimeSpan Left(TimeSpan time) => time - (Reserve < time / 2 ? Reserve : time / 2);
}
