using System.Text.RegularExpressions;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Frosting.Running;

/// <summary>Says what a command line lacks that the engine refused before anything ran.</summary>
internal static partial class TargetRules
{
    /// <summary>Says it.</summary>
    /// <param name="reason">What the engine said; <see langword="null"/> where it stands above already.</param>
    /// <param name="names">The build's targets.</param>
    public static OneShotException Explain(string? reason, IReadOnlyCollection<string> names)
    {
        if (reason is null)
            return OneShotErrors.TargetUnknown("the line above says why.");
        var target = Missing().Match(reason).Groups["target"].Value;
        return target.Length == 0
            ? OneShotErrors.TargetUnknown(SafeText.Line(reason))
            : OneShotErrors.TargetUnknown(
                $"there is no target {SafeText.Cut(target, 60)}.",
                Nearest(target, names) is { } nearest
                    ? $"Did you mean: {OneShotError.CommandPlaceholder} --target={nearest}"
                    : $"See: {OneShotError.CommandPlaceholder} --target={TaskNames.OneShotHelp} --all"
            );
    }

    /// <summary>Says what is meant by a word that is no option: Cake drops it, and runs the default target.</summary>
    /// <param name="word">The word.</param>
    public static OneShotException Bare(string word) =>
        word.Any(char.IsWhiteSpace)
            ? OneShotErrors.TargetUnknown(
                "a prompt needs its option.",
                $"Type: {OneShotError.CommandPlaceholder} --target={TaskNames.OneShot} --prompt=\"…\""
            )
            : OneShotErrors.TargetUnknown(
                $"'{SafeText.Cut(word, 40)}' is no option.",
                $"A target is typed so: {OneShotError.CommandPlaceholder} --target={SafeText.Cut(word, 40)}"
            );

    // Somebody who types Status or Doctor means a name that holds it.
    private static string? Nearest(string target, IReadOnlyCollection<string> names) =>
        EditDistance.Meant(target, names)
        ?? names.FirstOrDefault(name => target.Length > 2 && name.Contains(target, StringComparison.OrdinalIgnoreCase));

    // Cake 7.0.0.
    [GeneratedRegex("^The target '(?<target>.+)' was not found", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Missing();
}
