using OneShot.Core.Model;

namespace OneShot.Core.Settings;

/// <summary>Reads the limits of agents from what was asked.</summary>
internal static class AgentLimitsExtensions
{
    /// <summary>What an agent may use and see, by what was asked.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="before">What holds of a one-shot that is resumed where nothing else is asked now.</param>
    /// <returns>The limits.</returns>
    public static AgentLimits ToLimits(this OneShotSettings settings, AgentLimits? before = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var usual = before ?? new AgentLimits();

        // Whoever asks for other minutes does not mean seconds of before to hold against them.
        var asksForMinutes = (settings.PlanMinutes ?? settings.ImplementMinutes) is not null;
        return usual with
        {
            PlanMinutes = settings.PlanMinutes ?? usual.PlanMinutes,
            ImplementMinutes = settings.ImplementMinutes ?? usual.ImplementMinutes,
            Seconds = settings.Timeout ?? (asksForMinutes ? null : usual.Seconds),
            RetrySeconds = settings.RetrySeconds ?? usual.RetrySeconds,
            Turns = settings.MaxTurns ?? usual.Turns,
            CostUsd = settings.MaxCostUsd ?? usual.CostUsd,
            Command = settings.AgentCommand ?? usual.Command,
            Variables = Names(settings.AgentEnv) ?? usual.Variables,
            ProtectedPaths = Names(settings.ProtectedPaths) ?? usual.ProtectedPaths,
            Filters = Names(settings.Filters) ?? usual.Filters,
            Protect = settings.Protect ?? usual.Protect,
            Sandbox = settings.Sandbox is { } sandbox
                ? Enum.Parse<SandboxMode>(sandbox, ignoreCase: true)
                : usual.Sandbox,
            AllowedHosts = Names(settings.AllowHost) ?? usual.AllowedHosts,
            Verify = settings.Verify is { } verify ? Enum.Parse<VerifyMode>(verify, ignoreCase: true) : usual.Verify,
            VerifyCommand = settings.VerifyCommand ?? usual.VerifyCommand,
            VerifyMinutes = settings.VerifyMinutes ?? usual.VerifyMinutes,
            NeedsGreenTrunk = settings.VerifyBaseline is { } baseline ? baseline == "required" : usual.NeedsGreenTrunk,
            Rounds = settings.Rounds ?? usual.Rounds,
        };
    }

    private static string[]? Names(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
