using OneShot.Core.Model;

namespace OneShot.Core.Settings;

/// <summary>Reads the limits of agents from what was asked.</summary>
internal static class AgentLimitsExtensions
{
    /// <summary>What an agent may use and see, by what was asked.</summary>
    /// <param name="settings">What was asked.</param>
    /// <returns>The limits.</returns>
    public static AgentLimits ToLimits(this OneShotSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var usual = new AgentLimits();
        return usual with
        {
            PlanMinutes = settings.PlanMinutes ?? usual.PlanMinutes,
            ImplementMinutes = settings.ImplementMinutes ?? usual.ImplementMinutes,
            Seconds = settings.Timeout,
            RetrySeconds = settings.RetrySeconds ?? usual.RetrySeconds,
            Turns = settings.MaxTurns,
            CostUsd = settings.MaxCostUsd,
            Command = settings.AgentCommand,
            Variables = Names(settings.AgentEnv),
            ProtectedPaths = Names(settings.ProtectedPaths),
            Filters = Names(settings.Filters),
            Protect = settings.Protect,
            Sandbox = settings.Sandbox is { } sandbox ? Enum.Parse<SandboxMode>(sandbox, ignoreCase: true) : usual.Sandbox,
            AllowedHosts = Names(settings.AllowHost),
        };
    }

    private static string[] Names(string? text) =>
        text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
