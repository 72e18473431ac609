using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Reads stack traces of .NET, in whatever language their words are.</summary>
/// <param name="paths">The repository's files.</param>
/// <param name="text">Cleans what is read.</param>
internal sealed partial class Frames(RepositoryPaths paths, ToolText text)
{
    /// <summary>A longer trace is that of a recursion.</summary>
    private const int Most = 200;

    public IReadOnlyList<FailureFrame> Read(string trace) =>
        trace
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Take(Most)
            .Select(line => Shape().Match(line))
            .Where(match => match.Success)
            .Select(Frame)
            .ToArray();

    /// <summary>Whether a line is one of a stack trace.</summary>
    public static bool IsFrame(string line) => Shape().IsMatch(line);

    private FailureFrame Frame(Match match)
    {
        var file = match.Groups["file"].Success ? paths.Find(match.Groups["file"].Value) : null;
        var place = file is null
            ? null
            : new FailurePlace(
                text.Line(file),
                int.TryParse(match.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
                    ? line
                    : 0
            );
        return new FailureFrame(text.Line(match.Groups["method"].Value), place);
    }

    // "   at Shop.Cart.Add(Int32 n) in /src/Cart.cs:line 7"; German: "   bei … in …:Zeile 7."
    [GeneratedRegex(
        @"^\s{0,20}\S{1,20} (?<method>\S[^()]{0,500}\([^()]{0,2000}\))(?:\s\S{1,20}\s(?<file>.{1,1000}):\S{1,20}\s(?<line>\d{1,9})\.?)?\s{0,5}$",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Shape();
}
