using System.Text.Json;
using System.Text.RegularExpressions;
using Cake.Core.Diagnostics;
using OneShot.Frosting.Output;
using OneShot.Terminal;
using Spectre.Console;

namespace OneShot.Frosting.Tests;

/// <summary>
/// Whoever waits for a run sees on a terminal what it does at this moment, and elsewhere a log that is a log.
/// </summary>
public sealed partial class LiveTests : IDisposable
{
    private const string Working =
        "echo '{\"doing\": \"thinking about it \u65e5\u672c\u8a9e \u65e5\u672c\u8a9e \u65e5\u672c\u8a9e "
        + "\u65e5\u672c\u8a9e \u65e5\u672c\u8a9e\"}'; sleep 1.5; printf x > new.txt";

    private readonly LocalSample _here = new();

    [Fact]
    public void On_a_terminal_one_line_tells_it_and_the_log_stands_above()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var outcome = _here.AtTerminal("\"$@\"", "", _here.Implementing(Working));
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var drawn = Drawn(outcome.Output);
        drawn.ShouldContain(line =>
            line.Contains("implement: ", StringComparison.Ordinal)
            && line.Contains("thinking", StringComparison.Ordinal)
        );
        drawn.ShouldAllBe(line => line.EnumerateRunes().Sum(rune => rune.Value > 0x2FFF ? 2 : 1) < 60);
        var screen = Screen(outcome.Output);
        foreach (var line in new[] { "job plan", "job implement", "the run ended: ready" })
            screen.ShouldContain(line);
        screen.ShouldNotContain(line => Spinner().IsMatch(line), "nothing of it stays");
        outcome.Output.ShouldNotContain(
            "\e[?25l",
            Case.Sensitive,
            "a hidden cursor would stay hidden when the process is killed"
        );
    }

    [Fact]
    public void The_json_stays_the_only_thing_on_standard_output()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var outcome = _here.AtTerminal("\"$@\" > answer.json", "", [.. _here.Implementing(Working), "--output=json"]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        Drawn(outcome.Output).ShouldNotBeEmpty();
        JsonDocument
            .Parse(File.ReadAllText(_here.Repo["answer.json"]))
            .RootElement.GetProperty("success")
            .GetBoolean()
            .ShouldBeTrue();
    }

    [Theory]
    [InlineData("NO_COLOR=1")]
    [InlineData("TERM=dumb")]
    public void Where_nobody_wants_it_there_are_lines_only(string variables)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var outcome = _here.AtTerminal("\"$@\"", variables, _here.Implementing(Working));
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldNotContain("\e[K");
        Spinner().IsMatch(outcome.Output).ShouldBeFalse();
        outcome.Output.ShouldContain("job implement");
    }

    [Theory]
    [InlineData(null, Verbosity.Normal, true, true, true)]
    [InlineData("", Verbosity.Diagnostic, true, true, true)]
    [InlineData("false", Verbosity.Normal, true, true, true)]
    [InlineData("true", Verbosity.Normal, true, true, false)]
    [InlineData(null, Verbosity.Minimal, true, true, false)]
    [InlineData(null, Verbosity.Quiet, true, true, false)]
    [InlineData(null, Verbosity.Normal, false, true, false)]
    [InlineData(null, Verbosity.Normal, true, false, false)]
    public void A_terminal_is_rewritten_where_somebody_looks_at_it(
        string? ci,
        Verbosity verbosity,
        bool isAnsi,
        bool hasColours,
        bool expected
    )
    {
        var capabilities = new Capabilities
        {
            Ansi = isAnsi,
            ColorSystem = hasColours ? ColorSystem.TrueColor : ColorSystem.NoColors,
        };
        TerminalLine.IsWanted(ci, verbosity, capabilities).ShouldBe(expected);
    }

    [Fact]
    public void Who_stops_it_reads_so_on_a_clean_line()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var working = _here.Folder["working"];
        var outcome = _here.AtTerminal(
            $"\"$@\" & pid=$!; while [ ! -e '{working}' ]; do sleep 0.1; done; sleep 0.5; kill -TERM $pid; wait $pid",
            "",
            _here.Implementing($"echo '{{\"doing\": \"waiting\"}}'; touch '{working}'; sleep 60")
        );
        outcome.ExitCode.ShouldBe(130, outcome.All);
        var screen = Screen(outcome.Output);
        screen.ShouldContain("Stopping; once more stops at once.");
        screen.ShouldNotContain(line => Spinner().IsMatch(line));
        Drawn(outcome.Output[..outcome.Output.IndexOf("Stopping", StringComparison.Ordinal)]).ShouldNotBeEmpty();
        Drawn(outcome.Output[outcome.Output.IndexOf("Stopping", StringComparison.Ordinal)..]).ShouldBeEmpty();
    }

    [Fact]
    public void A_log_that_would_stand_still_gets_a_line_now_and_then()
    {
        var clock = new Clock();
        var lines = new List<string>();
        using var live = new Heartbeat(lines.Add, clock);
        for (var second = 0; second < 100; second++)
        {
            if (second == 20)
                live.Above(() => lines.Add("a line of the log"));
            live.Doing($"implement: step {second}");
            clock.Now = clock.Now.AddSeconds(1);
        }

        live.Doing(null);
        clock.Now = clock.Now.AddHours(1);
        live.Doing("the next");
        lines.ShouldBe([
            "a line of the log",
            "still at it after 50 s: implement: step 50",
            "still at it after 1 min 20 s: implement: step 80",
        ]);
    }

    public void Dispose() => _here.Dispose();

    /// <summary>What was shown and written over.</summary>
    private static string[] Drawn(string output) =>
        [
            .. Rewritten()
                .Matches(output)
                .Select(match => Colours().Replace(match.Groups[1].Value, ""))
                .Where(line => Spinner().IsMatch(line)),
        ];

    /// <summary>What stands on the terminal in the end.</summary>
    private static string[] Screen(string output) =>
        [
            .. output
                .Split('\n')
                .Select(line =>
                    Colours().Replace(line.TrimEnd('\r').Split("\r\e[K")[^1], "").Split('\r')[^1].TrimEnd()
                ),
        ];

    [GeneratedRegex("\r([^\r\n]*?)\e\\[K")]
    private static partial Regex Rewritten();

    [GeneratedRegex("\e\\[[0-9;]*m|\e\\[K|\e\\[\\?1h|\e=")]
    private static partial Regex Colours();

    [GeneratedRegex("[\u2801-\u28ff] \\d+:\\d\\d ")]
    private static partial Regex Spinner();

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
