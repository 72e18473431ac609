using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Agents.Sandbox;

/// <summary>What a run's log tells of a sandbox.</summary>
internal static class SandboxText
{
    /// <summary>
    /// Why a session is less closed in than it could be, and what mends that;
    /// <see langword="null"/> for the strongest, and for none that was asked for.
    /// </summary>
    public static string? Weaker(SandboxReport report) =>
        report.Lack is not { } lack ? null
        : report.Level == SandboxLevel.None
            ? $"the agent runs without a sandbox, because {lack}: what it starts can read and change what you can"
        : $"the sandbox has no rules for the network, because {lack}: what the agent sees can leave by it, its key too";

    /// <summary>What a session met at its walls.</summary>
    public static IEnumerable<string> Met(SandboxReport? report) =>
        report is null
            ? []
            : report
                .Blocked.Select(host =>
                    $"the sandbox blocked "
                    + $"{SafeText.Line(host)}{(HostName.IsValid(host) ? $": --allow-host={host} allows it" : "")}"
                )
                .Concat(
                    report.Refused.Select(host =>
                        $"the sandbox refused a request to {SafeText.Line(host)} with another key than the session's"
                    )
                );
}
