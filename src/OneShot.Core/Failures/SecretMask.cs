using System.Text.RegularExpressions;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// Takes out of a tool's output what looks like a secret: the prompt is
/// committed and published. Rather one word too many than one too few.
/// </summary>
/// <param name="known">Secrets of this machine that are known by value.</param>
internal sealed partial class SecretMask(IReadOnlyCollection<string> known)
{
    private const string Mask = "***";

    public string Of(string text)
    {
        text = SafeText.Without(known, text);
        text = PrivateKey().Replace(text, Mask);
        text = SecretRules.Without(text);
        text = Token().Replace(text, Mask);
        text = UserInfo().Replace(text, $"$1{Mask}@");
        text = Header().Replace(text, $"$1$2 {Mask}");
        return Assigned().Replace(text, $"$1$2{Mask}");
    }

    [GeneratedRegex(
        @"-----BEGIN [A-Z ]{0,40}PRIVATE KEY[A-Z ]{0,20}-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,60}-----|\z)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex PrivateKey();

    // GitHub's tokens, also cut ones, and JSON Web Tokens.
    [GeneratedRegex(
        @"\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Token();

    [GeneratedRegex(
        @"([a-z][a-z0-9+.-]{0,20}://)[^@/\s]{1,500}@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"\b(authorization\s{0,3}:)\s+(?:(?:bearer|basic|token)\s+)?[A-Za-z0-9+/=_.~-]{8,}|\b(bearer|basic)\s+(?=[A-Za-z+/=_.~-]{0,200}[0-9])[A-Za-z0-9+/=_.~-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Header();

    // Password=x; as connection strings and command lines have it, "password":
    // "x" as JSON has it. A message such as "unexpected token: x" is neither.
    [GeneratedRegex(
        @"((?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|shared[_-]?key)[a-z0-9_-]{0,20})(\s{0,3}=\s{0,3}[""']?|[""']\s{0,3}:\s{0,3}[""'])(?!null\b|true\b|false\b|\*\*\*)[^\s""';,&]{3,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Assigned();
}
