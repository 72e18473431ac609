using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>Whether the workflows get the secrets that they need, by name.</summary>
internal static partial class SecretSettingRules
{
    private const string Name = "secrets";

    /// <summary>The keys that let an agent in, any one of them; none for an agent that needs none.</summary>
    public static IReadOnlyList<string> KeysOf(string agent)
    {
        var descriptor = AgentDescriptors.Of(agent);
        return [.. descriptor.Secrets, .. descriptor.OtherSecrets];
    }

    /// <summary>Checks the secrets.</summary>
    /// <param name="secrets">The names.</param>
    /// <param name="agents">The agent of a dispatch first, then the one of a run that is started by hand.</param>
    /// <param name="isNamed">Whether the agent was named; otherwise another can be.</param>
    /// <param name="workflows">The workflows' texts; empty when they are
    /// somebody's own, which may hand secrets on in ways of their own.</param>
    /// <param name="page">The repository's page.</param>
    public static IEnumerable<Check> Look(
        Probe<SecretNames> secrets,
        IReadOnlyList<string> agents,
        bool isNamed,
        string workflows,
        string page
    )
    {
        if (secrets.Value is not { } found)
        {
            yield return secrets.ToCheck(Name);
            yield break;
        }

        var lacking = agents
            .Where(agent => KeysOf(agent) is { Count: > 0 } keys && !keys.Any(found.Names.Contains))
            .ToArray();
        foreach (var agent in agents)
        {
            var present = KeysOf(agent).Where(found.Names.Contains).ToArray();
            if (KeysOf(agent).Count == 0)
                yield return Check.Pass(Name, $"the agent {agent} needs no key");
            else if (!lacking.Contains(agent))
                yield return Handed(agent, present, workflows);
            else
                yield return Missing(
                    agent,
                    found.IsWhole,
                    isFatal: isNamed || lacking.Length == agents.Count,
                    other: agents.Except(lacking).FirstOrDefault(),
                    page
                );
        }

        yield return Token(found, page);
    }

    private static Check Token(SecretNames found, string page)
    {
        if (found.Names.Contains("ONESHOT_TOKEN"))
            return Check.Pass(Name, "ONESHOT_TOKEN is there, so CI starts on the agent's commits");
        var message = found.IsWhole
            ? "There is no ONESHOT_TOKEN, so CI does not start on the agent's commits."
            : "There is no ONESHOT_TOKEN here (those of the organisation can't be checked), so CI may not start on the "
                + "agent's commits.";
        return Check.Warn(
            Name,
            message,
            $"Add one, of a person or an App that may push: gh secret set ONESHOT_TOKEN (or "
                + $"{page}/settings/secrets/actions)"
        );
    }

    private static Check Missing(string agent, bool isWhole, bool isFatal, string? other, string page)
    {
        var keys = string.Join(" or ", KeysOf(agent));
        var fix =
            $"gh secret set {KeysOf(agent)[0]} (or "
            + $"{page}/settings/secrets/actions){(agent == AgentName.Default && !isFatal ? $"; or dispatch with --agent={other}" : "")}";
        if (!isWhole)
            return Check.Warn(
                Name,
                $"The repository has no key for the agent {agent} ({keys}); whether its organisation has can't be "
                    + $"checked.",
                fix
            );
        return isFatal
            ? Check.Fail(Name, $"There is no key for the agent {agent}: no secret {keys}.", fix)
            : Check.Warn(Name, $"There is no key for the agent {agent}, only for {other}: no secret {keys}.", fix);
    }

    private static Check Handed(string agent, string[] present, string workflows)
    {
        var handed = Named().Matches(workflows).Select(match => match.Groups[1].Value).ToHashSet();
        return workflows.Length == 0 || present.Any(handed.Contains)
            ? Check.Pass(
                Name,
                $"{present.FirstOrDefault(handed.Contains) ?? present[0]} is there, for the agent {agent}"
            )
            : Check.Warn(
                Name,
                $"{present[0]} is there, but the workflows on trunk don't hand it to the agent {agent}.",
                $"{OneShotCommands.Init} writes the files of this version; in those that you changed, add it to the "
                    + $"agent's steps"
            );
    }

    [GeneratedRegex(@"\bsecrets\.([A-Za-z0-9_]+)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Named();
}
