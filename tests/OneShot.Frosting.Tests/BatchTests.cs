using System.Text.RegularExpressions;

namespace OneShot.Frosting.Tests;

/// <summary>Many prompts of one file, as a build's user sees them.</summary>
public sealed partial class BatchTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly Sample _sample;

    public BatchTests()
    {
        _repo = _peer.LocalClone();
        _sample = new Sample(_peer, _repo);
    }

    [Fact]
    public void Programs_get_every_one_shot_in_order_and_a_workflow_its_table()
    {
        var summary = _peer.Folder["summary.md"];
        (_sample.Environment["GITHUB_STEP_SUMMARY"], _sample.Environment["GITHUB_OUTPUT"]) = (
            summary,
            _peer.Folder["outputs"]
        );
        Tasks("\"Add it\"\n{\"prompt\":\"Fix | @it\",\"base\":\"nowhere\"}\n\"Test it\"\n", "tasks.jsonl");
        var outcome = Batch("tasks.jsonl", "--output=json", "--result=answer.json", "--parallel=1");
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.ShouldContain("1/3 - begun Add it");
        outcome.Error.ShouldContain("opened #1 Add it");
        outcome.Error.ShouldContain("failed OS2018: The branch 'nowhere'");
        outcome.Error.ShouldContain("2 queued, 1 failed");
        outcome.Error.ShouldContain("OS2018: 1 of 3 one-shots failed; number 2: ");
        var json = Sample.Json(outcome);
        File.ReadAllText(_repo["answer.json"]).ShouldBe(outcome.Output);
        json.GetProperty("success").GetBoolean().ShouldBeFalse();
        json.GetProperty("error").GetProperty("next").GetString()!.ShouldContain("the same command again");
        var batch = json.GetProperty("batch").EnumerateArray().ToArray();
        batch.Select(one => one.GetProperty("number").GetInt32()).ShouldBe([1, 2, 3]);
        batch.Select(one => one.GetProperty("state").GetString()).ShouldBe(["queued", "failed", "queued"]);
        batch[0].GetProperty("receipt").GetProperty("pr_number").GetInt32().ShouldBe(1);
        batch[0].GetProperty("receipt").GetProperty("run_url").GetString().ShouldNotBeNull();
        batch[0].GetProperty("id").GetString().ShouldBe(batch[0].GetProperty("receipt").GetProperty("id").GetString());
        batch[1].GetProperty("error").GetProperty("code").GetString().ShouldBe("OS2018");
        batch[1].GetProperty("receipt").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        File.ReadAllText(summary).ShouldContain("### 3 one-shots: 2 queued, 1 failed");
        File.ReadAllText(summary).ShouldContain("[#1](");
        File.Exists(_peer.Folder["outputs"]).ShouldBeFalse("an output of one of many would be no answer");
    }

    [Fact]
    public void In_a_log_every_change_is_a_line_and_the_table_stands_at_the_end()
    {
        Tasks("- Add it\n- Fix it\n");
        var outcome = Batch("tasks.yaml");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome.Output.ShouldNotContain("\e[");
        foreach (var state in new[] { "- begun", "\\w{6} branched", "\\w{6} opened #[12]", "\\w{6} queued #[12]" })
            Regex.Count(outcome.Output, $"(?m)^[12]/2 {state} (Add|Fix) it$").ShouldBe(2, outcome.All);
        Regex.Count(outcome.Output, "(?m)^[12]  \\w{6}  queued  #[12]  (Add|Fix) it *$").ShouldBe(2, outcome.All);
        outcome.Output.ShouldContain("\n2 queued\n");
        outcome.Output.ShouldNotContain(
            "pushing",
            Case.Sensitive,
            "what each of many does is for who looks for a fault"
        );
        Batch("tasks.yaml", "--verbosity=diagnostic").Output.ShouldContain("2 dispatched before");
        _peer.Runs.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("--target=OneShot --prompts-file=tasks.yaml", "OS2066", "--target=OneShotBatch --prompts-file=PATH")]
    [InlineData("--target=OneShot --oneshot-prompts-file=tasks.yaml", "OS2066", "--target=OneShotBatch")]
    [InlineData("--target=OneShotBatch", "OS2060", "--prompts-file=PATH")]
    [InlineData("--target=OneShotBatch --prompts-file=tasks.yaml --prompt=x", "OS2015", "--prompts-file and --prompt")]
    [InlineData(
        "--target=OneShotBatch --prompts-file=tasks.yaml --resume=k3x9a2",
        "OS2015",
        "--prompts-file and --resume"
    )]
    [InlineData("--target=OneShotBatch --prompts-file=tasks.yaml --parallel=17", "OS2014", "from 1 to 16")]
    public void What_does_not_go_together_is_told(string typed, string code, string text)
    {
        Tasks("- Add it\n");
        var outcome = _sample.Run(typed.Split(' '));
        outcome.ExitCode.ShouldBe(2, outcome.All);
        outcome.Error.ShouldContain(code);
        outcome.Error.ShouldContain(text);
        _peer.Pulls.ShouldBeEmpty();
    }

    [Fact]
    public void Standard_input_is_a_file_too()
    {
        var outcome = Launch.RunWithInput(
            _repo.Path,
            _sample.Environment,
            "- Add it\n- Fix it\n",
            "dotnet",
            Repository.Program("SampleBuild"),
            "--target=OneShotBatch",
            "--prompts-file=-",
            "--forge=github",
            $"--repo={_peer.FullName}"
        );
        outcome.ExitCode.ShouldBe(0, outcome.All);
        _peer.Pulls.Count.ShouldBe(2);
    }

    [Fact]
    public void On_a_terminal_a_table_is_rewritten_in_place()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var here = new LocalSample();
        here.Repo.Write("tasks.yaml", "- Add it\n- Fix it\n- Test it\n");
        // Each stays long enough for a busy machine to draw it, and the first two are under way together.
        var started = Directory.CreateDirectory(here.Folder["started"]).FullName;
        var script =
            $"touch '{started}'/$$; while [ $(ls '{started}' | wc -l) -lt 2 ]; do sleep 0.1; done; "
            + "sleep 1; printf x > new.txt";
        var outcome = here.AtTerminal("\"$@\"", "", OfBatch(here, script));
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var drawn = Frames(outcome.Output);
        drawn
            .Any(frame => frame.Count(line => line.Contains("opened", StringComparison.Ordinal)) == 2)
            .ShouldBeTrue("two at the same time: " + outcome.Output);
        drawn
            .Any(frame =>
                frame.Length == 4
                && frame.Any(line => line.Contains("ready", StringComparison.Ordinal))
                && frame[2].Contains("opened", StringComparison.Ordinal)
                && frame[3].Contains(" of 3 in 0:", StringComparison.Ordinal)
            )
            .ShouldBeTrue("the third when one of the two is over: " + outcome.Output);
        drawn.SelectMany(frame => frame).ShouldAllBe(line => line.Length < 60);
        outcome.Output.ShouldNotContain(
            "\e[?25l",
            Case.Sensitive,
            "a hidden cursor would stay hidden when the process is killed"
        );
        var rest = Colours()
            .Replace(outcome.Output[outcome.Output.LastIndexOf("A\e[J", StringComparison.Ordinal)..], "");
        Regex.Count(rest, "ready +#").ShouldBe(3);
        rest.ShouldContain("3 ready");
    }

    [Fact]
    public void A_terminal_with_fewer_rows_shows_those_under_way()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var here = new LocalSample();
        here.Repo.Write("tasks.yaml", string.Concat(Enumerable.Range(1, 9).Select(i => $"- Task {i}\n")));
        var outcome = here.AtTerminal("stty rows 6; \"$@\"", "", [.. OfBatch(here), "--detach", "--parallel=3"]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var drawn = Frames(outcome.Output);
        drawn.ShouldAllBe(frame => frame.Length <= 5);
        drawn.ShouldContain(frame => frame.Any(line => line.Contains("Task 9", StringComparison.Ordinal)));
    }

    [Fact]
    public void Who_stops_it_reads_what_is_left()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var here = new LocalSample();
        here.Repo.Write("tasks.yaml", "- Add it\n- Fix it\n- Test it\n");
        var working = here.Folder["working"];
        var outcome = here.AtTerminal(
            $"\"$@\" & pid=$!; while [ ! -e '{working}' ]; do sleep 0.1; done; kill -TERM $pid; wait $pid",
            "",
            [.. OfBatch(here, $"touch '{working}'; sleep 60"), "--parallel=1"]
        );
        outcome.ExitCode.ShouldBe(130, outcome.All);
        outcome.Output.ShouldContain("1 cancelled, 2 waiting");
        outcome.Output.ShouldContain("OS9001: Cancelled. Run the same command again.");
        Frames(outcome.Output[outcome.Output.IndexOf("Stopping", StringComparison.Ordinal)..]).ShouldBeEmpty();
    }

    public void Dispose() => _peer.Dispose();

    private static string[] OfBatch(LocalSample here, string script = "sleep 0.5; printf x > new.txt") =>
        [
            "--target=OneShotBatch",
            "--prompts-file=tasks.yaml",
            .. here.Implementing(script)
                .Where(argument =>
                    !argument.StartsWith("--target", StringComparison.Ordinal)
                    && !argument.StartsWith("--prompt=", StringComparison.Ordinal)
                ),
        ];

    /// <summary>The tables that were drawn, without colours.</summary>
    private static string[][] Frames(string output) =>
        [
            .. Frame()
                .Matches(output)
                .Select(match =>
                    Colours().Replace(match.Value, "").Split('\n').Select(line => line.Trim('\r')).ToArray()
                ),
        ];

    private void Tasks(string text, string name = "tasks.yaml") => _repo.Write(name, text);

    private Outcome Batch(string file, params string[] more) =>
        _sample.Run([
            "--target=OneShotBatch",
            $"--prompts-file={file}",
            "--forge=github",
            $"--repo={_peer.FullName}",
            .. more,
        ]);

    [GeneratedRegex("(?:\e\\[\\d+m[^\n]*\e\\[K\r?\n)+\\d+ of \\d+ in [\\d:]+\e\\[K")]
    private static partial Regex Frame();

    [GeneratedRegex("\e\\[[0-9;]*m|\e\\[K")]
    private static partial Regex Colours();
}
