using System.Text;
using System.Xml;

namespace OneShot.Core.Failures;

/// <summary>Reads the failing tests of a TRX file as a stream: what <c>dotnet test --logger trx</c> writes. There are no document types and nothing outside of the file is read.</summary>
internal sealed class TrxReader
{
    /// <summary>Results of data-driven tests are inside of each other; deeper ones are no test's.</summary>
    private const int Deepest = 8;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly List<TrxResult> _results = [];
    private readonly List<string> _crashes = [];
    private readonly Dictionary<string, string> _methods = new(StringComparer.Ordinal);

    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="InvalidDataException">It is no TRX.</exception>
    public static IEnumerable<Failure> Read(Stream stream, Frames frames, ToolText text)
    {
        var file = new TrxReader();
        using var reader = XmlReader.Create(stream, Settings);
        file.Read(reader);
        foreach (var result in file._results)
        {
            var method = result.Test is null ? null : file._methods.GetValueOrDefault(result.Test);
            yield return new Failure(FailureKind.Test, text.Line(FullName(result.Name, method)), text.Clean(result.Message))
            {
                Method = method is null ? null : text.Line(method),
                Frames = frames.Read(result.Stack),
            };
        }

        // A run that broke off says so in its summary; where tests have failed, the same lines only repeat them.
        if (file._results.Count == 0) foreach (var crash in file._crashes) yield return new Failure(FailureKind.Test, "the test run", text.Clean(crash));
    }

    // Some frameworks give no class, "Adds(1)", and people give names of their own, "adds two numbers": neither would be found.
    private static string FullName(string name, string? method)
    {
        if (method is null || name.Contains(method, StringComparison.Ordinal)) return name;
        var own = method[(method.LastIndexOf('.') + 1)..];
        return name.StartsWith(own, StringComparison.Ordinal) ? method + name[own.Length..] : $"{method} ({name})";
    }

    private void Read(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "TestRun") throw new InvalidDataException("it does not begin with a TestRun");
        string? definition = null;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            switch (reader.LocalName)
            {
                case "UnitTestResult":
                    Result(reader, 1);
                    break;
                case "UnitTest":
                    definition = reader.GetAttribute("id");
                    break;
                case "TestMethod" when definition is not null && reader.GetAttribute("className") is { } type && reader.GetAttribute("name") is { } name && _methods.Count < FailureLimits.Failures * 10:
                    // An assembly's name may follow the class.
                    _methods[definition] = $"{type.Split(',')[0]}.{name.Split('(')[0]}";
                    break;
                case "RunInfo" when reader.GetAttribute("outcome") is "Error" or "Failed" && _crashes.Count < FailureLimits.Told:
                    _crashes.Add(Text(reader));
                    break;
            }
        }
    }

    /// <returns>Whether it, or one inside of it, failed.</returns>
    private bool Result(XmlReader reader, int depth)
    {
        if (depth > Deepest) throw new InvalidDataException("its results are too deep inside of each other");
        var (test, name, isFailed) = (reader.GetAttribute("testId"), reader.GetAttribute("testName") ?? "", reader.GetAttribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted");
        var (message, stack, isToldInside) = ("", "", false);
        var end = reader.Depth;
        if (!reader.IsEmptyElement)
        {
            while (reader.Read() && reader.Depth > end)
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.LocalName == "UnitTestResult") isToldInside |= Result(reader, depth + 1);
                else if (isFailed && reader.LocalName == "Message" && message.Length == 0) message = Text(reader);
                else if (isFailed && reader.LocalName == "StackTrace") stack = Text(reader);
            }
        }

        if (isFailed && !isToldInside && _results.Count < FailureLimits.Failures) _results.Add(new TrxResult(test, name, message.Length > 0 ? message : "It has no message.", stack));
        return isFailed || isToldInside;
    }

    // A text may be larger than all that is wanted of it.
    private static string Text(XmlReader reader)
    {
        if (reader.IsEmptyElement) return string.Empty;
        var text = new StringBuilder();
        var part = new char[4096];
        var end = reader.Depth;
        while (reader.Read() && reader.Depth > end)
        {
            if (!reader.CanReadValueChunk || reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int count; (count = reader.ReadValueChunk(part, 0, part.Length)) > 0;)
            {
                if (text.Length < FailureLimits.Read) text.Append(part, 0, count);
            }
        }

        return text.ToString();
    }
}
