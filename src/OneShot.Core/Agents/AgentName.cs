using OneShot.Core.Errors;

namespace OneShot.Core.Agents;

/// <summary>The programs that can plan and implement.</summary>
public static class AgentName
{
    /// <summary>The agent of a dispatch that names none.</summary>
    public const string Default = "claude";

    /// <summary>All agents.</summary>
    public static IReadOnlyList<string> All { get; } = ["claude", "codex", "gemini", "copilot", "opencode", "command", "rehearsal"];

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name, in any case; <see langword="null"/> for the default.</param>
    /// <returns>The name as in <see cref="All"/>.</returns>
    /// <exception cref="OneShotException">OS2010: there is no such agent.</exception>
    public static string Parse(string? name)
        => name is null
            ? Default
            : All.FirstOrDefault(agent => agent.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw OneShotErrors.AgentUnknown(name, string.Join(", ", All));
}
