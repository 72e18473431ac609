using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What a pull request is told of the sandbox that an agent's sessions ran in. The
/// reports come from a job that an agent ran in, and are looked at again here.
/// </summary>
internal static class SandboxNote
{
    private const int MostHosts = 20;

    /// <summary>Writes it; <see langword="null"/> when no program ran, or nobody told.</summary>
    /// <param name="usages">What the sessions used.</param>
    public static string? For(IReadOnlyList<AgentUsage> usages)
    {
        SandboxReport[] reports = [.. usages.Select(usage => usage.Sandbox).OfType<SandboxReport>()];
        if (reports.MinBy(report => report.Level) is not { } weakest)
            return null;
        var lines = new List<string> { Level(weakest) };
        var held = Names(reports.SelectMany(report => report.Held));
        if (weakest.Level == SandboxLevel.WorldAndNetwork)
            lines.Add(
                held.Length == 0
                    ? "The model's key stayed outside of it."
                    : $"The agent held its key or log-in itself: {held}."
            );
        var blocked = Hosts(reports.SelectMany(report => report.Blocked));
        if (blocked.Length > 0)
            lines.Add(
                $"Blocked hosts: {string.Join(", ", blocked.Select(host => $"`{host}`"))} "
                    + $"(`--allow-host={string.Join(',', blocked)}` allows them)."
            );
        var refused = Hosts(reports.SelectMany(report => report.Refused));
        if (refused.Length > 0)
            lines.Add(
                $"> [!WARNING]\n> A request with another key than the session's was refused: "
                    + $"{string.Join(", ", refused.Select(host => $"`{host}`"))}."
            );
        return string.Join(refused.Length > 0 ? "\n\n" : " ", lines);
    }

    private static string Level(SandboxReport report) =>
        report.Level switch
        {
            SandboxLevel.WorldAndNetwork =>
                "The agent ran in a sandbox: it saw this repository, and of the network a list of hosts.",
            SandboxLevel.World => $"The agent ran in a sandbox **without rules for the network**{Reason(report)}.",
            _ => $"The agent ran **without a sandbox**{Reason(report)}: it could read and change what the user of "
                + $"that machine can.",
        };

    private static string Reason(SandboxReport report) =>
        report.Lack is { Length: > 0 } lack ? $", because {SafeText.Inactive(SafeText.Excerpt(lack, 200))}" : "";

    private static string[] Hosts(IEnumerable<string> hosts) =>
        [.. hosts.Where(HostName.IsValid).Distinct().Take(MostHosts)];

    private static string Names(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names
                .Where(name =>
                    name.Length <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '/' or '-')
                )
                .Distinct()
                .Take(MostHosts)
                .Select(name => $"`{name}`")
        );
}
