using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Reads a TRX file as a stream: what <c>dotnet test --logger trx</c> writes.</summary>
internal sealed partial class TrxReader
{
    /// <summary>Results of data-driven tests are inside of each other; deeper ones are no test's.</summary>
    private const int Deepest = 8;

    private static readonly string[] Counters = ["failed", "error", "timeout", "aborted"];

    private readonly ReportFile _file;
    private readonly Frames _frames;
    private readonly List<TrxResult> _results = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _blamed = [];
    private readonly Dictionary<string, TrxTest> _tests = new(StringComparer.Ordinal);
    private DateTimeOffset? _finished;
    private int _counted;

    private TrxReader(ReportFile file)
    {
        _file = file;
        _frames = new Frames(file.Paths, file.Text);
    }

    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="InvalidDataException">It is no TRX, or was not understood.</exception>
    public static TestReport Read(XmlReader reader, ReportFile file)
    {
        var trx = new TrxReader(file);
        trx.Read(reader);
        return trx.Report();
    }

    private void Read(XmlReader reader)
    {
        string? definition = null;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "Times":
                    _finished = Time(reader.GetAttribute("finish"));
                    break;
                case "UnitTestResult":
                    Result(reader, 1, "");
                    break;
                case "UnitTest":
                    definition = reader.GetAttribute("id");
                    break;
                case "TestMethod" when definition is not null && _tests.Count < FailureLimits.Results:
                    _tests[definition] = TrxTest.Of(
                        reader.GetAttribute("className"),
                        reader.GetAttribute("name"),
                        reader.GetAttribute("codeBase")
                    );
                    break;
                case "Counters":
                    _counted = Counters.Sum(name => Number(reader.GetAttribute(name)));
                    break;
                case "RunInfo":
                    Info(reader.GetAttribute("outcome"), XmlText.Inside(reader).Trim());
                    break;
            }
        }
    }

    private void Info(string? outcome, string text)
    {
        if (outcome is "Error" or "Failed" && _broken.Count < FailureLimits.Told * 10)
            _broken.Add(text);
        else if (
            outcome == "Warning"
            && text.Contains("'Blame'", StringComparison.Ordinal)
            && _blamed.Count < FailureLimits.Told
        )
            _blamed.Add(text);
    }

    /// <returns>Whether it, or one inside of it, failed.</returns>
    private bool Result(XmlReader reader, int depth, string row)
    {
        if (depth > Deepest)
            throw new InvalidDataException("its results are too deep inside of each other");
        if (_results.Count >= FailureLimits.Results)
            throw new InvalidDataException($"it has more than {FailureLimits.Results} results");
        var result = new TrxResult(reader.GetAttribute("testId") ?? "", reader.GetAttribute("testName") ?? "", row)
        {
            Machine = reader.GetAttribute("computerName") ?? "",
            Ended = Time(reader.GetAttribute("endTime")) ?? Time(reader.GetAttribute("startTime")),
            HasFailed = reader.GetAttribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted",
            IsSkipped = reader.GetAttribute("outcome") is "NotExecuted" or "NotRunnable" or "Pending",
        };
        var (hasInside, isToldInside) = (false, false);
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        var end = reader.Depth;
        while (!(reader.IsEmptyElement && reader.Depth == end) && reader.Read() && reader.Depth > end)
        {
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (reader.LocalName == "UnitTestResult")
            {
                hasInside = true;
                var name = reader.GetAttribute("testName") ?? "";
                rows[name] = rows.GetValueOrDefault(name) + 1;
                isToldInside |= Result(reader, depth + 1, rows[name] == 1 ? "" : $" {rows[name]}");
            }
            else if (result.HasFailed && reader.LocalName == "Message" && result.Message.Length == 0)
            {
                result.Message = XmlText.Inside(reader);
            }
            else if (result.HasFailed && reader.LocalName == "StackTrace")
            {
                result.Stack = XmlText.Inside(reader);
            }
        }

        // What is told inside of it is not told again; where it failed for another reason, it is.
        if (!hasInside || (result.HasFailed && !isToldInside))
            _results.Add(result);
        return result.HasFailed || isToldInside;
    }

    private TestReport Report()
    {
        var failed = _results.Where(result => result.HasFailed).ToArray();
        var broken = _broken.Where(text => failed.Length == 0 || !IsOfATest(text, failed)).Distinct().ToArray();
        if (_counted > 0 && failed.Length == 0 && broken.Length == 0)
            throw new InvalidDataException(
                $"it counts {FailureMarkdown.Count(_counted, "failed test")} and reports none"
            );
        return new TestReport(_file.Folder, _finished ?? _file.Written, _results.Select(Told).ToArray())
        {
            Crash = broken.Length == 0 ? null : Crash(broken),
        };
    }

    private TestResult Told(TrxResult result)
    {
        var test = _tests.GetValueOrDefault(result.Test) ?? TrxTest.None;
        var name = test.FullName(result.Name);
        return new TestResult(test.Assembly, name)
        {
            Id = result.Test + result.Row,
            Framework = test.Framework,
            Machine = result.Machine,
            Ended = result.Ended,
            IsSkipped = result.IsSkipped,
            Failure = result.HasFailed ? () => Failure(result, name, test.Method) : null,
        };
    }

    private Failure Failure(TrxResult result, string name, string? method) =>
        new(
            FailureKind.Test,
            _file.Text.Line(name),
            _file.Text.Clean(result.Message.Length > 0 ? result.Message : "It has no message.")
        )
        {
            Method = method is null ? null : _file.Text.Line(method),
            Frames = _frames.Read(result.Stack),
        };

    private Failure Crash(IEnumerable<string> broken)
    {
        var assemblies = _tests
            .Values.Select(test => test.Assembly)
            .Where(assembly => assembly.Length > 0)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        var name = assemblies.Length is > 0 and <= 3
            ? $"the test run of {string.Join(", ", assemblies)}"
            : "the test run";
        var text = string.Join('\n', broken.Concat(_blamed));
        return new Failure(FailureKind.Test, _file.Text.Line(name), _file.Text.Clean(text))
        {
            Frames = _frames.Read(text),
        };
    }

    // xunit tells each failing test among the errors of the run too.
    private static bool IsOfATest(string text, IEnumerable<TrxResult> failed) =>
        text.EndsWith("[FAIL]", StringComparison.Ordinal)
        || failed.Any(result =>
            result.Name.Length > 0 && text.Contains(result.Name, StringComparison.Ordinal) && !Aborted().IsMatch(text)
        );

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(
        @"\b(?:abort|crash|hang|hung|timed out)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Aborted();
}
