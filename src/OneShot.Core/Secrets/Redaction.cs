using System.Text.RegularExpressions;

namespace OneShot.Core.Secrets;

/// <summary>
/// Takes out of what others wrote, beside what <see cref="SecretRules"/> find, what a tool's words give away: passwords
/// in addresses, headers, assignments, tokens that are cut.
/// </summary>
internal static partial class Redaction
{
    // GitHub's token formats: https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/
    private const string OfGitHub =
        @"\bgh[pousr]_[A-Za-z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{16,}";

    private const string Signed = @"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*";

    /// <summary>Of what is shown on this machine.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by three asterisks.</returns>
    public static string Of(string text)
    {
        text = UserInfo().Replace(SecretRules.Without(text), $"$1{SecretRules.Mask}@");
        return Header().Replace(GitHubToken().Replace(text, SecretRules.Mask), $"$1 {SecretRules.Mask}");
    }

    /// <summary>Of what is committed and published: rather one word too many than one too few.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by three asterisks.</returns>
    public static string OfPublished(string text)
    {
        text = SecretRules.Without(PrivateKey().Replace(text, SecretRules.Mask));
        text = UserInfo().Replace(AnyToken().Replace(text, SecretRules.Mask), $"$1{SecretRules.Mask}@");
        text = AnyHeader().Replace(text, $"$1$2 {SecretRules.Mask}");
        return Assigned().Replace(text, $"$1$2{SecretRules.Mask}");
    }

    // Without the scheme's name before it: from each letter of a long word it would be looked for to the word's end.
    [GeneratedRegex(@"(://)[^@/\s]+@", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex UserInfo();

    [GeneratedRegex(OfGitHub, RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex GitHubToken();

    [GeneratedRegex(OfGitHub + "|" + Signed, RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex AnyToken();

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,60}-----|\z)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex PrivateKey();

    [GeneratedRegex(
        @"\b(authorization:)\s*\S+(?:\s+[A-Za-z0-9+/=_.-]{8,})?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Header();

    [GeneratedRegex(
        @"\b(authorization\s{0,3}:)\s+(?:(?:bearer|basic|token)\s+)?[A-Za-z0-9+/=_.~-]{8,}|\b(bearer|basic)\s+(?=[A-Za-z+/=_.~-]{0,200}[0-9])[A-Za-z0-9+/=_.~-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex AnyHeader();

    // Password=x; as connection strings and command lines have it, "password":
    // "x" as JSON has it. A message such as "unexpected token: x" is neither.
    [GeneratedRegex(
        @"((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|shared[_-]?key)[a-z0-9_-]{0,20})(\s{0,3}=\s{0,3}[""']?|[""']\s{0,3}:\s{0,3}[""'])(?!null\b|true\b|false\b|\*\*\*)[^\s""';,&]{3,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Assigned();
}
