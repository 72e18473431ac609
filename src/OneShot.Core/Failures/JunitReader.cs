using System.Globalization;
using System.Xml;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Reads JUnit XML as a stream: what test runners of all languages write, each in its own way.</summary>
/// <remarks>The format: https://github.com/testmoapp/junitxml</remarks>
internal sealed class JunitReader
{
    private readonly ReportFile _file;
    private readonly SourceFrames _frames;
    private readonly Stack<JunitSuite> _suites = new();
    private readonly List<TestResult> _results = [];
    private int _counted;

    private JunitReader(ReportFile file, SourceFrames frames)
    {
        _file = file;
        _frames = frames;
    }

    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="InvalidDataException">It was not understood.</exception>
    public static TestReport Read(XmlReader reader, ReportFile file, SourceFrames frames)
    {
        var junit = new JunitReader(file, frames);
        junit.Read(reader);
        if (junit._counted > 0 && junit._results.All(result => result.Failure is null))
        {
            throw new InvalidDataException(
                $"it counts {FailureMarkdown.Count(junit._counted, "failed test")} and reports none"
            );
        }

        return new TestReport(file.Folder, file.Written, junit._results);
    }

    private void Read(XmlReader reader)
    {
        do
        {
            if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "testsuite")
                _suites.Pop();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            switch (reader.LocalName)
            {
                case "testsuites":
                    Count(reader);
                    break;
                case "testsuite":
                    Count(reader);
                    if (!reader.IsEmptyElement)
                        _suites.Push(JunitSuite.Of(reader, _suites.TryPeek(out var outer) ? outer : null));
                    break;
                case "testcase":
                    Case(reader);
                    break;
                case "failure" or "error" when _suites.TryPeek(out var suite):
                    Add(suite, new JunitCase("", suite.Name), JunitProblem.Of(reader));
                    break;
            }
        } while (reader.Read());
    }

    // Suites are told inside of each other, and each counts what is in it.
    private void Count(XmlReader reader) =>
        _counted = Math.Max(_counted, Number(reader.GetAttribute("failures")) + Number(reader.GetAttribute("errors")));

    private void Case(XmlReader reader)
    {
        var suite = _suites.TryPeek(out var around) ? around : JunitSuite.None;
        var test = JunitCase.Of(reader);
        JunitProblem? problem = null;
        var isSkipped = false;
        var end = reader.Depth;
        while (!(reader.IsEmptyElement && reader.Depth == end) && reader.Read() && reader.Depth > end)
        {
            // A run again that failed, or did not, stands there under other names.
            if (reader.NodeType != XmlNodeType.Element || reader.Depth != end + 1)
                continue;
            if (reader.LocalName is "failure" or "error")
                problem = JunitProblem.Of(reader).After(problem);
            else
                isSkipped |= reader.LocalName == "skipped";
        }

        Add(suite, test, problem, isSkipped);
    }

    private void Add(JunitSuite suite, JunitCase test, JunitProblem? problem, bool isSkipped = false)
    {
        if (_results.Count >= FailureLimits.Results)
            throw new InvalidDataException($"it has more than {FailureLimits.Results} results");
        _results.Add(
            new TestResult(suite.Name, test.FullName)
            {
                Ended = suite.Time,
                IsSkipped = isSkipped,
                Failure = problem is null ? null : () => Failure(suite, test, problem),
            }
        );
    }

    private Failure Failure(JunitSuite suite, JunitCase test, JunitProblem problem)
    {
        var frames = _frames.Read(problem.Text, _file.Folder, test.Class);
        var own = _frames.Place(test.File ?? suite.File, test.File is null ? 0 : test.Line, _file.Folder);
        if (own is not null && frames.All(frame => frame.Place?.Path != own.Path))
            frames = [.. frames, new FailureFrame("", own)];
        return new Failure(FailureKind.Test, _file.Text.Line(test.FullName), _file.Text.Clean(problem.Told))
        {
            Frames = frames,
            Tool = "JUnit XML",
        };
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < FailureLimits.Results
            ? number
            : 0;
}
