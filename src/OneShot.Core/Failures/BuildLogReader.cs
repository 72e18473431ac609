using System.Globalization;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// Reads the errors of a build's output, in the format that MSBuild and its tools share: <c>App.cs(7,37): error CS1002:
/// ; expected [App.csproj]</c>,
/// and the failing tests of <c>dotnet test</c>, of a terminal and of a pipe.
/// </summary>
/// <remarks>The format: https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks</remarks>
internal sealed partial class BuildLogReader
{
    private readonly BuildErrors _errors;
    private readonly TestErrors _tests;
    private readonly List<Failure> _failures = [];
    private TestBlock? _block;
    private int _counted;

    private BuildLogReader(ReportFile file)
    {
        _errors = new BuildErrors(file.Paths, file.Text);
        _tests = new TestErrors(file);
    }

    /// <exception cref="InvalidDataException">It was not understood.</exception>
    public static IReadOnlyList<Failure> Read(Stream stream, ReportFile file)
    {
        var log = new BuildLogReader(file);
        foreach (var line in LogLines.Of(stream))
        {
            if (log._failures.Count >= FailureLimits.Failures)
                break;
            var plain = Stamp().Replace(EscapeCodes.Without(line), string.Empty);
            if (plain.Length > 0)
                log.Take(plain);
        }

        log.EndBlock();
        if (log._failures.Count == 0 && log._counted > 0)
            throw new InvalidDataException(
                $"it counts {FailureMarkdown.Count(log._counted, "error")} and reports none"
            );
        return log._failures;
    }

    private void Take(string line)
    {
        if (_block is { } block)
        {
            if (block.Takes(line))
                return;
            EndBlock();
        }

        // What xunit says about a failing test is said again by whoever runs it.
        if (line.StartsWith("[xUnit.net ", StringComparison.Ordinal))
            return;
        if (TestBlock.Begin(line) is { } begun)
            _block = begun;
        else if (
            line.Contains("error", StringComparison.OrdinalIgnoreCase)
            || line.Contains("Failed:", StringComparison.Ordinal)
        )
            Error(line);
    }

    private void Error(string line)
    {
        var match = BuildErrors.Shape().Match(line);
        if (!match.Success)
        {
            if (
                Summary().Match(line) is { Success: true } summary
                && int.TryParse(
                    summary.Groups["count"].Value,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
                _counted = Math.Max(_counted, count);
        }
        else if (match.Groups["code"].Value == TestErrors.TestCode)
        {
            _block = TestBlock.OfTerminal(match.Groups["message"].Value);
        }
        else if (match.Groups["code"].Value == TestErrors.AbortCode)
        {
            _tests.Abort(_failures, match.Groups["origin"].Value, match.Groups["message"].Value);
        }
        else if (_errors.Read(match) is { } failure)
        {
            _failures.Add(failure);
        }
    }

    private void EndBlock()
    {
        if (_block is { } block)
            _tests.Add(_failures, block);
        _block = null;
    }

    // Of the lines that GitHub's log has.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]{8,20}Z\s", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"^(?:\s{1,10}(?<count>\d{1,6}) Error\(s\)|Build failed with (?<count>\d{1,6}) error\(s\)"
            + @"|Failed!\s{1,5}- Failed:\s{1,10}(?<count>\d{1,6}),)",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Summary();
}
