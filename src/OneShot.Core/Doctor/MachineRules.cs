using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>What is on this machine: git, who commits, the agents.</summary>
internal static class MachineRules
{
    /// <summary>The oldest git that has everything a one-shot uses.</summary>
    private static readonly Version LeastGit = new(2, 31);

    public static Check Git(Probe<Version> git)
    {
        if (git.Failure is { } exception)
            return Check.Fail("git", exception);
        return git.Value! >= LeastGit
            ? Check.Pass("git", git.Value!.ToString())
            : Check.Fail("git", $"git {git.Value} is too old.", $"Install {LeastGit} or newer.");
    }

    /// <summary>Who commits. What stays on this machine needs nobody's name before it is published.</summary>
    public static Check Identity(RepositoryState state, bool mayStandIn)
    {
        if (state is { Author: { } author, Committer: not null })
            return Check.Pass("identity", author[..(author.LastIndexOf('>') + 1)]);
        var exception = OneShotErrors.IdentityMissing();
        return mayStandIn && state.StandIn is { } standIn
            ? Check.Warn(
                "identity",
                $"git has no user.name and user.email: commits carry {standIn} until they are published, which needs your name.",
                exception.Error.Next
            )
            : Check.Fail("identity", exception);
    }

    /// <summary>The agents of this machine. A workflow installs its own, so none is missed for it.</summary>
    /// <param name="found">Names and versions, <c>rehearsal</c> among them.</param>
    /// <param name="chosen">Whether the chosen agent can be started here;
    /// <see langword="null"/> when none was chosen, or none is needed.</param>
    /// <param name="isHere">Whether runs are processes of this machine.</param>
    public static Check Agents(IReadOnlyList<(string Name, Version? Version)> found, Probe<string>? chosen, bool isHere)
    {
        if (chosen?.Failure is { } exception)
            return Check.Fail("agents", exception);
        var here = found
            .Where(agent => agent.Name != AgentName.Rehearsal)
            .Select(agent => $"{agent.Name}{(agent.Version is { } version ? $" {version}" : "")}")
            .ToArray();
        if (here.Length > 0)
            return Check.Pass("agents", $"{string.Join(", ", here)} on this machine");
        var known = string.Join(", ", AgentName.All.Except(["command", AgentName.Rehearsal]));
        if (chosen?.Value is { } named)
            return Check.Pass("agents", $"{named}, which needs nothing on this machine");
        const string none = "None is installed on this machine, ";
        const string others = "--agent=rehearsal, --agent=command --agent-command=\"PROGRAM …\"";
        const string elsewhere =
            "so --forge=local has only the agents command and rehearsal; a workflow installs its own.";
        return isHere
            ? Check.Fail(
                "agents",
                none + "where runs are processes, so a one-shot would stop.",
                $"Install one of {known}, or name one that needs nothing: {others}"
            )
            : Check.Warn("agents", none + elsewhere, $"Install one of {known}");
    }

    /// <summary>What a session runs in here.</summary>
    /// <param name="support">The strongest that can be had.</param>
    /// <param name="mode">What is asked.</param>
    /// <param name="isFloor">Whether trunk's own file requires one.</param>
    public static Check Sandbox(SandboxSupport support, SandboxMode mode, bool isFloor)
    {
        if (mode == SandboxMode.None)
            return Check.Warn(
                "sandbox",
                "None was requested: what an agent starts can read and change what you can.",
                "Leave out --sandbox=none"
            );
        if (support.Level == SandboxLevel.WorldAndNetwork)
            return Check.Pass("sandbox", "a world of its own for each session, and the network by a list of hosts");
        var message =
            support.Level == SandboxLevel.World
                ? $"It has no rules for the network: {support.Lack}."
                : $"There is none: {support.Lack}.";
        return mode == SandboxMode.Required
            ? Check.Fail("sandbox", RequiredSandbox.Missing(support, isFloor))
            : Check.Warn("sandbox", message, support.Fix);
    }
}
