using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Settings;

/// <summary>Refuses arguments that nobody reads, before a typing mistake runs for real.</summary>
internal static class UnknownArguments
{
    /// <summary>Names of Cake's own options (Cake 7.0.0) and their spellings.</summary>
    private static readonly string[] CakeOptions =
    [
        "target",
        "exclusive",
        "dryrun",
        "noop",
        "whatif",
        "tree",
        "showtree",
        "description",
        "descriptions",
        "showdescription",
        "showdescriptions",
        "verbosity",
        "working",
        "version",
        "ver",
        "info",
        "help",
        "no-report",
    ];

    /// <summary>
    /// Beginnings of the configuration values that Cake reads from the command line too, such as <c>--nuget_source</c>.
    /// </summary>
    private static readonly string[] CakeSettings = ["nuget_", "paths_", "settings_", "roslyn_"];

    /// <summary>
    /// What people type when they mean one of ours; too far away for the distance
    /// to find. A host of its own may well have an argument of that name.
    /// </summary>
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dry-run"] = "preview",
        ["what-if"] = "preview",
        ["plan-only"] = "preview",
        ["branch"] = "base",
        ["issue"] = "plan-issue",
        ["message"] = "prompt",
        ["json"] = "output",
        ["quiet"] = "verbosity=quiet",
        ["key"] = "idempotency-key",
    };

    /// <summary>Checks the names of all given arguments.</summary>
    /// <param name="given">The names, without dashes.</param>
    /// <param name="declared">The host's own arguments.</param>
    /// <param name="strict">Whether an unknown name is an error even when it resembles none of ours.</param>
    /// <exception cref="OneShotException">A name is unknown.</exception>
    public static void Refuse(IEnumerable<string> given, IReadOnlyCollection<string> declared, bool strict)
    {
        var known = Arguments
            .All.SelectMany(argument => new[] { argument.Name, argument.LongName })
            .Concat(CakeOptions)
            .Concat(declared)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in given.Where(name => name.Length > 1 && !known.Contains(name) && !IsCakeSetting(name)))
        {
            if (RenamedArgument.Find(name) is { } renamed)
            {
                // Where a name may be a stranger's, whoever reads the settings refuses it: a script only warns here.
                if (strict)
                    throw renamed.Typed(name);
                continue;
            }

            var nearest = Nearest(
                name,
                strict,
                known.Where(candidate =>
                    !candidate.StartsWith("oneshot-", StringComparison.OrdinalIgnoreCase)
                    || name.StartsWith("oneshot", StringComparison.OrdinalIgnoreCase)
                )
            );
            if (nearest is not null)
                throw OneShotErrors.ArgumentMisspelt(name, nearest);
            if (strict)
                throw OneShotErrors.ArgumentUnknown(name);
        }
    }

    private static bool IsCakeSetting(string name) =>
        CakeSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static string? Nearest(string name, bool strict, IEnumerable<string> known)
    {
        var synonym = Synonyms.GetValueOrDefault(name);
        if (strict && synonym is not null)
            return synonym;
        var lower = name.ToLowerInvariant();
        var best = known
            .Select(candidate => (candidate, distance: EditDistance.Between(lower, candidate.ToLowerInvariant())))
            .MinBy(pair => pair.distance);
        return best.distance <= 2 && best.distance < name.Length - 1 ? synonym ?? best.candidate : null;
    }
}
