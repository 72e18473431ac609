using System.Numerics;
using System.Text.Json.Serialization;
using OneShot.Core.Secrets;

namespace OneShot.Core.Model;

/// <summary>
/// What an agent used in one session, as far as it tells, in numbers that a session can have: others are an agent's
/// joke, and would be added up.
/// </summary>
/// <param name="Turns">Its turns.</param>
/// <param name="InputTokens">Tokens it read, cached ones included.</param>
/// <param name="OutputTokens">Tokens it wrote.</param>
/// <param name="CostUsd">What it says it cost, in US dollars.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="SessionId">Its own name for the session.</param>
internal sealed record AgentUsage(
    int? Turns,
    long? InputTokens,
    long? OutputTokens,
    decimal? CostUsd,
    double Seconds,
    string? SessionId
)
{
    private const int MostTurns = 1_000_000;
    private const long MostTokens = 1_000_000_000_000;
    private const decimal MostUsd = 1_000_000;
    private const double MostSeconds = 35 * 24 * 3600; // no run of GitHub lives longer

    public int? Turns { get; } = Bounded(Turns, MostTurns);

    public long? InputTokens { get; } = Bounded(InputTokens, MostTokens);

    public long? OutputTokens { get; } = Bounded(OutputTokens, MostTokens);

    public decimal? CostUsd { get; } = Bounded(CostUsd, MostUsd);

    public double Seconds { get; } = Bounded(Seconds);

    /// <summary>The tools it wanted and was not allowed to use.</summary>
    public IReadOnlyList<string> Denied
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>The sandbox it ran in; <see langword="null"/> when nobody told, or when no program ran.</summary>
    public SandboxReport? Sandbox { get; init; }

    /// <summary>
    /// The secrets that its session knew by value, for whoever looks through what
    /// it made. They are in memory only: no file and no other job gets them.
    /// </summary>
    [JsonIgnore]
    public KnownSecrets Secrets { get; init; } = KnownSecrets.None;

    /// <summary>The last thing it said, on one line.</summary>
    public string? LastWords { get; init; }

    /// <summary>What two sessions used together; what either did not tell is not known of both.</summary>
    /// <param name="more">What the later one used, whose words and sandbox are told.</param>
    /// <returns>The sum.</returns>
    public AgentUsage Plus(AgentUsage more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return new AgentUsage(
            Turns + more.Turns,
            InputTokens + more.InputTokens,
            OutputTokens + more.OutputTokens,
            CostUsd + more.CostUsd,
            Seconds + more.Seconds,
            more.SessionId ?? SessionId
        )
        {
            Denied = [.. Denied.Union(more.Denied)],
            Sandbox = more.Sandbox ?? Sandbox,
            Secrets = more.Secrets,
            LastWords = more.LastWords ?? LastWords,
        };
    }

    private static double Bounded(double seconds) => double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, MostSeconds);

    private static T? Bounded<T>(T? number, T most)
        where T : struct, INumber<T> => number is { } told ? T.Clamp(told, T.Zero, most) : null;
}
