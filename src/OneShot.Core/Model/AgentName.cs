using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>The programs that can plan and implement.</summary>
internal static class AgentName
{
    /// <summary>The agent of a dispatch to a workflow that names none.</summary>
    public const string Default = "claude";

    /// <summary>Leaves the choice open.</summary>
    public const string Auto = "auto";

    /// <summary>The one that uses no model, and runs no program.</summary>
    public const string Rehearsal = "rehearsal";

    /// <summary>The one whose program is a command of the user's own.</summary>
    public const string Command = "command";

    /// <summary>All agents.</summary>
    public static IReadOnlyList<string> All { get; } = [.. AgentDescriptors.All.Select(agent => agent.Name)];

    /// <summary>Checks a name.</summary>
    /// <param name="name">The name, in any case; <see langword="null"/> for <see cref="Auto"/>.</param>
    /// <returns>The name as in <see cref="All"/>, or <see cref="Auto"/>.</returns>
    /// <exception cref="OneShotException">OS2010: there is no such agent.</exception>
    public static string Parse(string? name) =>
        name is null || name.Equals(Auto, StringComparison.OrdinalIgnoreCase)
            ? Auto
            : All.FirstOrDefault(agent => agent.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw OneShotErrors.AgentUnknown(name, EditDistance.Meant(name, All), string.Join(", ", All));

    /// <summary>Asks for one by name: none is started unasked.</summary>
    /// <param name="installed">Those that are here, the rehearsal among them.</param>
    /// <returns>OS2025.</returns>
    public static OneShotException ToChoose(IReadOnlyList<string> installed) =>
        OneShotErrors.AgentToChoose(
            installed.All(name => name == Rehearsal) ? "" : string.Join(", ", installed),
            AgentDescriptors.Of(Default).Install
        );
}
