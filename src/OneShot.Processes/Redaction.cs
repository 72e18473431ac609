using System.Text.RegularExpressions;
using OneShot.Core.Secrets;

namespace OneShot.Processes;

/// <summary>
/// Takes secrets out of what others wrote, before it is shown: passwords in
/// addresses, authorization headers, and what looks like another secret.
/// </summary>
internal static partial class Redaction
{
    public static string Of(string text) =>
        Header().Replace(Token().Replace(UserInfo().Replace(SecretRules.Without(text), "$1***@"), "***"), "$1 ***");

    // Without the scheme's name before it: from each letter of a long word it would be looked for to the word's end.
    [GeneratedRegex(@"(://)[^@/\s]+@", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex UserInfo();

    // GitHub's token formats: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
    [GeneratedRegex(
        @"\bgh[pousr]_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{16,}",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Token();

    [GeneratedRegex(
        @"\b(authorization:)\s*\S+(?:\s+[A-Za-z0-9+/=_.-]{8,})?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Header();
}
