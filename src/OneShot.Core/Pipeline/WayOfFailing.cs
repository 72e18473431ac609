using System.Text.RegularExpressions;
using OneShot.Core.Verifying;

namespace OneShot.Core.Pipeline;

/// <summary>Compares how what was made is red.</summary>
internal static partial class WayOfFailing
{
    /// <summary>How it is red, to compare with another round: not by times, sizes and folders.</summary>
    /// <param name="report">What was found.</param>
    /// <returns>A text that is the same where it fails in the same way.</returns>
    public static string Of(VerifyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (head, verdict) = (report.Head!, report.Verdict!);
        var how =
            verdict.Broken.Count > 0
                ? string.Join('\n', verdict.Broken.Order(StringComparer.Ordinal))
                : Varying().Replace(string.Join('\n', head.Tail), string.Empty);
        return $"{head.ExitCode}\n{how}";
    }

    [GeneratedRegex(@"\S*[0-9]\S*", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Varying();
}
