using System.Text;
using System.Text.RegularExpressions;

namespace OneShot.Core.Failures;

/// <summary>Lines of a test run's output that belong together: a failing test, or how the run broke off.</summary>
internal sealed partial class TestBlock
{
    private const string Aborted = "The active test run was aborted. Reason:";
    private const string MessageFollows = "  Error Message:";

    private readonly StringBuilder _text = new();
    private readonly Func<TestBlock, string, bool> _takes;

    private TestBlock(Func<TestBlock, string, bool> takes, string? name, string first)
    {
        (_takes, Name) = (takes, name);
        if (first.Length > 0)
            Append(first);
    }

    /// <summary>The test; <see langword="null"/> when the text begins with it, or it is the run.</summary>
    public string? Name { get; }

    /// <summary>Whether it is about the run, and not about a test.</summary>
    public bool IsAbort { get; private init; }

    /// <summary>The lines, up to the limit of a message.</summary>
    public string Text => _text.ToString();

    /// <summary>Begins one of a pipe's output, if the line is the first of one.</summary>
    public static TestBlock? Begin(string line)
    {
        if (line.StartsWith(Aborted, StringComparison.Ordinal))
            return new TestBlock(TakesOfAbort, null, line) { IsAbort = true };
        return PlainTest().Match(line) is { Success: true } match
            ? new TestBlock(TakesOfPlain, match.Groups["name"].Value, "")
            : null;
    }

    /// <summary>Begins one of a terminal's output, after the line with the error.</summary>
    /// <param name="message">What the line says after <c>TESTERROR</c>.</param>
    public static TestBlock OfTerminal(string message) => new(TakesOfTerminal, null, message.Trim());

    /// <summary>Takes a line.</summary>
    /// <returns>Whether it belongs to it; else the block is at its end.</returns>
    public bool Takes(string line)
    {
        if (!_takes(this, line))
            return false;
        Append(line);
        return true;
    }

    private void Append(string line)
    {
        if (_text.Length < FailureLimits.Read)
            _text.Append(line, 0, Math.Min(line.Length, FailureLimits.Read - _text.Length)).Append('\n');
    }

    // Deeper than the line with the error.
    private static bool TakesOfTerminal(TestBlock block, string line) =>
        line.StartsWith("      ", StringComparison.Ordinal);

    private static bool TakesOfPlain(TestBlock block, string line) =>
        block._text.Length == 0
            ? line.StartsWith(MessageFollows, StringComparison.Ordinal)
            : !EndOfPlain().IsMatch(line);

    private static bool TakesOfAbort(TestBlock block, string line) => !EndOfAbort().IsMatch(line);

    [GeneratedRegex(
        @"^\s{2}Failed (?<name>\S.{0,2000}?) \[[^\[\]]{1,40}\]\s{0,5}$",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex PlainTest();

    [GeneratedRegex(
        @"^(?:\s{2}(?:Failed|Passed|Skipped|Standard Output Messages:|Attachments:)\s?"
            + @"|Failed!|Passed!|Results File:|Test Run |\[xUnit\.net |The active test run|Data collector )",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex EndOfPlain();

    [GeneratedRegex(
        @"^(?:Failed!|Passed!|Results File:|Test Run |Attachments:|Build |Test summary:"
            + @"|\s{2}\S.{0,300} test (?:\S{1,40} )?failed with |\s{4}\S.{0,2000}: error )",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex EndOfAbort();
}
