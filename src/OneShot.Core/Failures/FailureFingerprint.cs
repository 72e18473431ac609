using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// What stays the same when the same thing fails again, on whichever machine: names, and messages without what changes
/// from run to run.
/// </summary>
internal static partial class FailureFingerprint
{
    /// <summary>The idempotency key of these failures on a commit.</summary>
    public static string KeyOf(IEnumerable<Failure> failures, string? commit)
    {
        var lines = failures
            .Select(failure =>
                $"{failure.Kind} {Name(failure.FullName)} "
                + $"{(failure.Kind == FailureKind.Error ? failure.Place?.Path : null)} "
                + Steady(failure.Message)
            )
            .Distinct()
            .Order(StringComparer.Ordinal);
        return $"failures {Sha256Hex.Of(string.Join('\n', lines))} " + $"on {commit ?? "no commit"}";
    }

    /// <summary>A message without paths, numbers and ids.</summary>
    public static string Steady(string message) => Spaces().Replace(Numbers().Replace(Name(message), "#"), " ").Trim();

    // The numbers in a test's name are its arguments, and tell it from others.
    private static string Name(string name) => Ids().Replace(Paths().Replace(name, "path"), "#");

    [GeneratedRegex(
        @"(?:\b[A-Za-z]:)?[\\/](?:[^\s\\/:*?""'<>|()]{1,200}[\\/])+[^\s\\/:*?""'<>|(),;]{0,200}",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Paths();

    // GUIDs, addresses, and words of hexadecimal digits with a digit among them, such as hashes.
    [GeneratedRegex(
        @"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b"
            + @"|\b0x[0-9A-Fa-f]+\b|\b(?=[A-Fa-f]*[0-9])[0-9A-Fa-f]{12,}\b",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Ids();

    [GeneratedRegex(@"[0-9]+(?:[.,:][0-9]+)*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Spaces();
}
