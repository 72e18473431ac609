using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Finds the places in the repository that a test's output of any language names.</summary>
/// <param name="root">The top of the repository.</param>
/// <param name="paths">The repository's files.</param>
/// <param name="text">Cleans what is read.</param>
internal sealed partial class SourceFrames(string root, RepositoryPaths paths, ToolText text)
{
    private const int MostLines = 400;
    private const int MostFrames = 50;

    /// <summary>A file may name as many others as it likes, and each is looked for in many folders.</summary>
    private const int MostSearches = 20_000;

    // Where a report lies tells its module, and a path in it may begin at one of these.
    private static readonly string[] Sources =
    [
        "",
        "src/test/java",
        "src/main/java",
        "src/test/kotlin",
        "src/main/kotlin",
        "src/test/groovy",
        "src/test/scala",
        "src/main/scala",
        "src",
        "test",
        "tests",
        "lib",
    ];

    // What others wrote may lie in the work tree too.
    private static readonly string[] Foreign = ["node_modules", "site-packages", ".venv", "vendor"];

    private readonly Dictionary<(string Path, string Folder), string?> _known = [];

    /// <summary>Reads the places, in their order.</summary>
    /// <param name="trace">The output.</param>
    /// <param name="folder">The report's folder.</param>
    /// <param name="type">The test's class or package.</param>
    public IReadOnlyList<FailureFrame> Read(string trace, string folder, string type) =>
        trace
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Take(MostLines)
            .Select(line => line.Length > 2000 ? null : Java(line, folder) ?? Any(line, folder, type))
            .OfType<FailureFrame>()
            .Distinct()
            .Take(MostFrames)
            .ToArray();

    /// <summary>A place that a report names itself.</summary>
    public FailurePlace? Place(string? path, int line, string folder) =>
        path is not null && Find(path, folder) is { } file ? new FailurePlace(text.Line(file), line) : null;

    private FailureFrame? Java(string line, string folder)
    {
        if (JavaShape().Match(line) is not { Success: true } match)
            return null;
        var method = match.Groups["method"].Value;
        var package = method.Split('.') is { Length: > 2 } parts ? string.Join('/', parts[..^2]) + "/" : "";
        return Find(package + match.Groups["file"].Value, folder) is { } file
            ? new FailureFrame(text.Line(method), Place(file, match))
            : null;
    }

    private FailureFrame? Any(string line, string folder, string type)
    {
        foreach (var match in Shape().Matches(line).Take(4))
        {
            // A name alone is one of the test's own package.
            var name = match.Groups["file"].Value;
            var file =
                (
                    name.Contains('/', StringComparison.Ordinal) || !type.Contains('/', StringComparison.Ordinal)
                        ? null
                        : Find($"{type}/{name}", folder)
                ) ?? Find(name, folder);
            if (file is not null)
                return new FailureFrame("", Place(file, match));
        }

        return null;
    }

    private FailurePlace Place(string file, Match match) =>
        new(text.Line(file), Number(match.Groups["line"].Value), Number(match.Groups["column"].Value));

    private string? Find(string path, string folder)
    {
        if (_known.TryGetValue((path, folder), out var known))
            return known;
        if (_known.Count > MostSearches)
            return paths.Find(path);
        return _known[(path, folder)] =
            Seek(path, folder) is { } file && !file.Split('/').Any(part => Foreign.Contains(part)) ? file : null;
    }

    private string? Seek(string path, string folder)
    {
        if (paths.Find(path) is { } here)
            return here;
        var place = Path.GetRelativePath(root, folder).Replace('\\', '/');
        if (Path.IsPathRooted(place) || Path.IsPathRooted(path) || place.Split('/') is ["..", ..])
            return null;
        for (var parts = place == "." ? [] : place.Split('/'); ; parts = parts[..^1])
        {
            foreach (var source in Sources)
            {
                if (
                    paths.Find(string.Join('/', parts.Append(source).Append(path).Where(part => part.Length > 0))) is
                    { } found
                )
                    return found;
            }

            if (parts.Length == 0)
                return null;
        }
    }

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(
        @"^\s{0,20}at\s(?:[\w.@-]{0,200}/{1,2})?(?<method>[\w.$<>]{1,500})"
            + @"\((?<file>[\w$-]{1,200}\.\w{1,10}):(?<line>\d{1,9})\)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex JavaShape();

    // cart_test.go:9, tests/test_cart.py:7:3, cart.js(5,3), File "cart.py", line 3, Cart.cs:line 7
    [GeneratedRegex(
        @"(?<file>[^\s""'()<>:,]{1,500}\.[A-Za-z]\w{0,9})"
            + @"(?:"",\sline\s|:line\s|:|\()(?<line>\d{1,9})(?:[:,](?<column>\d{1,9}))?",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Shape();
}
