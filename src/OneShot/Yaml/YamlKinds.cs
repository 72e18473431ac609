using System.Text.RegularExpressions;

namespace OneShot.Yaml;

/// <summary>Tells what YAML, 1.1 or 1.2, takes unquoted text for where that is no text.</summary>
internal static partial class YamlKinds
{
    /// <summary>A whole number or a fraction.</summary>
    public const string Number = "a number";

    /// <summary>Nothing at all.</summary>
    public const string Nothing = "nothing";

    /// <summary>What it is for YAML; <see langword="null"/> for a text.</summary>
    public static string? Of(string plain) =>
        plain switch
        {
            "" or "~" or "null" or "Null" or "NULL" => Nothing,
            _ when Truth().IsMatch(plain) => "true or false",
            _ when Figure().IsMatch(plain) => Number,
            _ when Date().IsMatch(plain) => "a date",
            _ => null,
        };

    [GeneratedRegex(@"\A(true|false|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Truth();

    // Whole, of base 2, 8 and 16, of base 60, with a fraction or a power, and the three that are none.
    [GeneratedRegex(
        @"\A([-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"
            + @"|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))|\.(nan|NaN|NAN))\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Figure();

    [GeneratedRegex(
        @"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?"
            + @"([ \t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?))?)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Date();
}
