using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;

namespace OneShot.Core.Dispatch;

/// <summary>
/// What trunk's file hands to what verifies has to be there: told before an agent is paid, where it can be told.
/// </summary>
internal static class VerifySecretRules
{
    private const string PackagesRight = "packages: read";

    /// <summary>What is handed on, by name; nothing where nothing is run that verifies.</summary>
    /// <param name="terms">What holds of the run.</param>
    public static IReadOnlyList<string> Of(RunTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var limits = terms.ToLimits();
        return limits.Verify is VerifyMode.None or VerifyMode.Checks ? [] : limits.VerifySecrets;
    }

    /// <summary>Refuses to begin without them on a machine that verifies itself.</summary>
    /// <param name="agents">Knows the variables of this machine.</param>
    /// <param name="agent">The agent of the one-shot.</param>
    /// <param name="terms">What holds of the run.</param>
    /// <exception cref="OneShotException">OS3061.</exception>
    public static void Require(IAgents agents, string agent, RunTerms terms)
    {
        ArgumentNullException.ThrowIfNull(agents);
        if (agent != AgentName.Rehearsal) // whose work nobody verifies
            agents.CheckSecrets(Of(terms));
    }

    /// <summary>What the workflows lack, a sentence each.</summary>
    /// <param name="terms">What holds of the run.</param>
    /// <param name="text">The text of the workflow that is started; <see langword="null"/> when it can't be read.</param>
    /// <param name="called">The text of the workflow that implements, which counts where the other calls it.</param>
    public static IReadOnlyList<string> LacksOf(RunTerms terms, string? text, string? called)
    {
        if (text is null)
            return [];
        string[] workflows = PlanHashRules.Calls(text) ? [text, called ?? string.Empty] : [text];
        return
        [
            .. Of(terms)
                .Where(name => !workflows.All(workflow => HandsOn(workflow, name)))
                .Select(name =>
                    $"{RepositoryFile.Path} hands {name} to what verifies, and the workflows on trunk do not, so a "
                    + "result stays a draft that is not verified."
                ),
        ];
    }

    private static bool HandsOn(string workflow, string name) =>
        name == VerifySecretNames.BuiltInToken
            ? workflow.Contains(PackagesRight, StringComparison.Ordinal)
            : Regex.IsMatch(workflow, $@"\bsecrets\.{name}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));
}
