using System.Globalization;
using System.Text.RegularExpressions;

namespace OneShot.Core.Failures;

/// <summary>Reads the errors of a build's output, in the format that MSBuild and its tools share: <c>App.cs(7,37): error CS1002: ; expected [App.csproj]</c>.</summary>
/// <remarks>The format: https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks</remarks>
internal static partial class BuildLogReader
{
    public static IEnumerable<Failure> Read(Stream stream, RepositoryPaths paths, ToolText text)
        => LogLines.Of(stream).Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Select(line => Shape().Match(ToolText.Escape().Replace(line, string.Empty))).Where(match => match.Success).Take(FailureLimits.Failures).Select(match => Failure(match, paths, text));

    private static Failure Failure(Match match, RepositoryPaths paths, ToolText text)
    {
        // A framework may follow the project: App.csproj::TargetFramework=net10.0
        var project = match.Groups["project"] is { Success: true } told ? paths.Find(told.Value.Split("::")[0]) : null;
        var origin = match.Groups["origin"].Value.Trim();
        var file = paths.Find(origin) ?? (project is null ? null : paths.Find(origin, Path.GetDirectoryName(project)));
        return new Failure(FailureKind.Error, text.Line(match.Groups["code"].Value), text.Line(match.Groups["message"].Value))
        {
            Place = file is null ? null : new FailurePlace(text.Line(file), Number(match, "line"), Number(match, "column")),
            Project = project is not null ? text.Line(project) : file is not null && IsProject().IsMatch(file) ? text.Line(file) : null,
        };
    }

    private static int Number(Match match, string name) => int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^(?:\d{4}-\d\d-\d\dT[\d:.]{8,20}Z\s)?\s{0,40}(?:##\[error\])?(?:\d{1,4}>)?(?<origin>.{0,1000}?)(?:\((?<line>\d{1,9})(?:,(?<column>\d{1,9}))?[-,\d]{0,40}\))?\s?:\s(?:fatal\s)?error(?:\s(?<code>[A-Za-z]{1,20}\d{0,9}))?\s?:\s?(?<message>.{0,3000}?)(?:\s\[(?<project>[^\[\]]{1,1000})\])?\s{0,40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\.[a-z]{2}proj\z|\.sln[x]?\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex IsProject();
}
