using System.Text.RegularExpressions;

namespace OneShot.Core.Failures;

/// <summary>What a TRX file says about a test, however it ended.</summary>
/// <param name="Assembly">The file name of its assembly; empty when the file does not tell.</param>
/// <param name="Method">Class and method.</param>
/// <param name="Framework">The framework, as the assembly's path tells it.</param>
internal sealed partial record TrxTest(string Assembly, string? Method, string? Framework)
{
    /// <summary>Of a test that the file does not define.</summary>
    public static TrxTest None { get; } = new("", null, null);

    /// <summary>Reads a definition.</summary>
    public static TrxTest Of(string? type, string? name, string? path)
    {
        // An assembly's name may follow the class.
        var method = type is null || name is null ? null : $"{type.Split(',')[0]}.{name.Split('(')[0]}";
        if (path is null || path.Length > 1000)
            return new TrxTest("", method, null);
        var parts = path.Split('/', '\\');
        var framework = parts[..^1]
            .Reverse()
            .Select(part => FrameworkShape().Match(part))
            .FirstOrDefault(match => match.Success)
            ?.Groups["name"]
            .Value;
        return new TrxTest(parts[^1], method, framework);
    }

    /// <summary>
    /// A name with the class. Some frameworks give none, "Adds(1)", and people give names of their own, "adds two
    /// numbers": neither would be found.
    /// </summary>
    public string FullName(string name)
    {
        if (Method is not { } method || name.Contains(method, StringComparison.Ordinal))
            return name;
        var own = method[(method.LastIndexOf('.') + 1)..];
        return name.StartsWith(own, StringComparison.Ordinal) ? method + name[own.Length..] : $"{method} ({name})";
    }

    // bin/Debug/net10.0, and bin/Shop/release_net10.0_linux-x64 of the artifacts layout.
    [GeneratedRegex(
        @"^(?:[A-Za-z]+_)?(?<name>net(?:\d{1,2}\.\d(?:-[a-z]+[\d.]{0,12})?|4\d{1,2}|coreapp\d\.\d))(?:_|\z)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex FrameworkShape();
}
