using System.Text.RegularExpressions;

namespace OneShot.Core.Judging;

/// <summary>Packages of pip.</summary>
internal static partial class PythonPackages
{
    /// <summary>Of <c>requirements.txt</c>: a package a line, or an address.</summary>
    public static IEnumerable<Dependency> OfRequirements(string text)
    {
        foreach (var line in text.Split('\n').Select(line => Comment().Replace(line, "").Trim()))
        {
            var one = Editable().Replace(line, "");
            if (one.Length == 0 || one[0] == '-')
                continue;
            var name = Name().Match(one).Value;
            var isAddress = name.Length == 0 || one.Contains("://", StringComparison.Ordinal);
            if (isAddress)
                yield return new Dependency(one, one, null);
            else
                yield return new Dependency(
                    Separators().Replace(name, "-").ToLowerInvariant(),
                    name,
                    VersionOf(one[name.Length..])
                );
        }
    }

    private static string VersionOf(string rest) => Extras().Replace(rest, "").Split(';')[0].Split(" --")[0].Trim();

    [GeneratedRegex(@"(^|\s)#.*|\\$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(-e\s+|--editable[\s=])\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Editable();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"[._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\s*\[[^\]]*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Extras();
}
