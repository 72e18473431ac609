using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Makes failures of what <c>dotnet test</c> tells as errors of a build.</summary>
/// <param name="file">The log.</param>
internal sealed partial class TestErrors(ReportFile file)
{
    /// <summary>The code of a failing test's error.</summary>
    public const string TestCode = "TESTERROR";

    /// <summary>The code of the error of a run that broke off.</summary>
    public const string AbortCode = "TESTRUNABORT";

    private const string Run = "the test run";

    private readonly Frames _frames = new(file.Paths, file.Text);

    /// <summary>Adds what a block of a log tells.</summary>
    public void Add(List<Failure> failures, TestBlock block)
    {
        if (block.IsAbort)
        {
            var (message, stack) = Parts(block.Text);
            failures.Add(new Failure(FailureKind.Test, Run, file.Text.Clean(message)) { Frames = _frames.Read(stack) });
        }
        else if (block.Name is { } name)
        {
            failures.Add(Failure(name, block.Text));
        }
        else
        {
            Add(failures, block.Text);
        }
    }

    /// <summary>Adds a test whose message begins with its name.</summary>
    public void Add(List<Failure> failures, string message)
    {
        var match = Named().Match(message);
        if (match.Success)
            failures.Add(Failure(match.Groups["name"].Value, match.Groups["rest"].Value));
        else if (message.Trim().Length > 0)
            failures.Add(Failure(message.Trim().Split('\n')[0], message));
    }

    /// <summary>Adds a run that broke off; why it did may have been told before.</summary>
    public void Abort(List<Failure> failures, string origin, string message)
    {
        var name = file.Text.Line($"{Run} of {origin.Trim().Split('/', '\\')[^1]}");
        var told = failures.FindLastIndex(failure => failure is { Kind: FailureKind.Test, Name: Run });
        if (told >= 0)
            failures[told] = failures[told] with { Name = name };
        else
            failures.Add(new Failure(FailureKind.Test, name, file.Text.Clean(message)));
    }

    private Failure Failure(string name, string text)
    {
        var plain = file.Text.Line(name);
        var (message, stack) = Parts(text);
        return new Failure(
            FailureKind.Test,
            plain,
            file.Text.Clean(message) is { Length: > 0 } told ? told : "It has no message."
        )
        {
            Method = plain.Split('(')[0].Trim() is { Length: > 0 } method && Method().IsMatch(method) ? method : null,
            Frames = _frames.Read(stack),
        };
    }

    // The words before message and stack are those of the language that the runner speaks.
    private static (string Message, string Stack) Parts(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, Frames.IsFrame);
        while (
            first > 0
            && !EndsWithColon(lines[first - 1])
            && !lines[first].TrimStart().StartsWith("at ", StringComparison.Ordinal)
        )
            first = Array.FindIndex(lines, first + 1, Frames.IsFrame);
        if (first < 0)
            return (Message(lines), "");
        return (
            Message(lines[..(first > 0 && EndsWithColon(lines[first - 1]) ? first - 1 : first)]),
            string.Join('\n', lines[first..])
        );
    }

    private static bool EndsWithColon(string line) => line.TrimEnd().EndsWith(':');

    private static string Message(string[] lines)
    {
        if (lines.Length > 0 && lines[0].Trim() == "Error Message:")
            lines = lines[1..];
        if (lines.Length == 0)
            return string.Empty;
        var indent = lines
            .Skip(1)
            .Where(line => line.Trim().Length > 0)
            .Select(line => line.Length - line.TrimStart().Length)
            .DefaultIfEmpty()
            .Min();
        return string.Join(
            '\n',
            lines
                .Skip(1)
                .Select(line => line.Length >= indent ? line[indent..] : line.TrimStart())
                .Prepend(Label().Replace(lines[0], "").TrimStart())
        );
    }

    // "Shop.CartTests.Adds(a: 1) (2ms): Error Message: …"
    [GeneratedRegex(
        @"^\s{0,20}(?<name>\S[^\n]{0,2000}?) \((?:<\s?)?\d[\dhms ]{0,30}s\):(?<rest>.*)\z",
        RegexOptions.Singleline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Named();

    [GeneratedRegex(@"^\s{0,20}Error Message:\s?", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_.+`]{0,499}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Method();
}
