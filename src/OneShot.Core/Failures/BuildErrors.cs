using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Tells a build's errors from what programs say about errors of their own.</summary>
/// <param name="paths">The repository's files.</param>
/// <param name="text">Cleans what is read.</param>
internal sealed partial class BuildErrors(RepositoryPaths paths, ToolText text)
{
    /// <summary>Reads an error.</summary>
    /// <param name="match">What <see cref="Shape"/> found.</param>
    /// <returns>The error; <see langword="null"/> when it is none of a build.</returns>
    public Failure? Read(Match match)
    {
        // A framework may follow the project: App.csproj::TargetFramework=net10.0
        var project = match.Groups["project"] is { Success: true } told ? paths.Find(told.Value.Split("::")[0]) : null;
        var (origin, line, column) = Place(match);
        var file = paths.Find(origin) ?? (project is null ? null : paths.Find(origin, Path.GetDirectoryName(project)));
        if (!IsOfABuild(match, origin, line > 0, file is not null))
            return null;
        return Failure(match.Groups["code"].Value, match.Groups["message"].Value, file, line, column, project);
    }

    /// <summary>Makes an error of its parts.</summary>
    public Failure Failure(string code, string message, string? file, int line, int column, string? project) =>
        new(FailureKind.Error, text.Line(code), Message(message))
        {
            Place = file is null ? null : new FailurePlace(text.Line(file), line, column),
            Project =
                project is not null ? text.Line(project)
                : file is not null && IsProject().IsMatch(file) ? text.Line(file)
                : null,
        };

    // The compiler of F# puts this character between the lines of a message.
    private string Message(string message) =>
        message.Contains('\u001D') ? text.Clean(message.Replace('\u001D', '\n')) : text.Line(message);

    private static (string Origin, int Line, int Column) Place(Match match)
    {
        var origin = match.Groups["origin"].Value.Trim();
        if (match.Groups["line"].Success)
            return (origin, Number(match, "line"), Number(match, "column"));
        var other = OtherPlace().Match(origin);
        return other.Success
            ? (other.Groups["file"].Value, Number(other, "line"), Number(other, "column"))
            : (origin, 0, 0);
    }

    private static bool IsOfABuild(Match match, string origin, bool hasPlace, bool isFile)
    {
        if (hasPlace || isFile)
            return true;
        if (IsException().IsMatch(origin))
            return false;
        if (IsCode().IsMatch(match.Groups["code"].Value))
            return true;

        // MSBuild itself writes "MSBUILD : error : …", programs write "worker: error: …".
        return match.Groups["code"].Length == 0
            && match.Groups["own"].Success
            && origin.Length > 0
            && !origin.Contains(' ', StringComparison.Ordinal);
    }

    private static int Number(Match match, string name) =>
        int.TryParse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    /// <summary>The shape of an error's line.</summary>
    [GeneratedRegex(
        @"^\s{0,40}(?:##\[error\])?(?:\d{1,4}>)?(?<origin>.{0,1000}?)"
            + @"(?:\((?<line>\d{1,9})(?:,(?<column>\d{1,9}))?[-,\d]{0,40}\))?"
            + @"\s?:\s(?:fatal\s)?error(?:\s(?<code>[A-Za-z]{1,20}\d{0,9}))?(?<own>\s)?:\s?(?<message>.{0,3000}?)"
            + @"(?:\s\[(?<project>[^\[\]]{1,1000})\])?\s{0,40}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    public static partial Regex Shape();

    // "Cart.c:3:5: error: …"
    [GeneratedRegex(
        @"^(?<file>.{1,1000}?):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?\z",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex OtherPlace();

    [GeneratedRegex(@"(?:Exception|Error)\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex IsException();

    // A word of a sentence is no code: "error connecting: …"
    [GeneratedRegex(@"^[A-Za-z]*\d+\z|^[A-Z]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex IsCode();

    [GeneratedRegex(@"\.[a-z]{2}proj\z|\.sln[x]?\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex IsProject();
}
