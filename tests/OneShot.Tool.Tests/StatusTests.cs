using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneShot.Tool.Tests;

/// <summary>Where this repository's one-shots are, for people and for programs.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly Oneshot _oneshot = new();

    [Fact]
    public void They_are_listed_the_newest_first_each_with_where_it_is()
    {
        _oneshot.Run("status").Output.ShouldContain("there is no one-shot in this repository yet");
        var done = _oneshot.Dispatch("Add a file");
        var failed = _oneshot.Dispatch("Add another [file]", "--agent=command", "--agent-command=exit 3");
        var undone = _oneshot.Dispatch("Add a third");
        _oneshot.Run("undo", undone).ExitCode.ShouldBe(0);
        _oneshot
            .Run("--target=CreateOneShotBranch", "--forge=local", "--agent=rehearsal", "Add a branch")
            .ExitCode.ShouldBe(0);

        var listed = _oneshot.Run("status");
        listed.ExitCode.ShouldBe(0, listed.All);
        var rows = listed
            .Output.Split('\n')
            .Where(line => line.Contains("Add a", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToArray();
        rows.Select(row => row[1]).ShouldBe(["branched", "undone", "failed", "ready"]);
        rows.Skip(1).Select(row => row[0]).ShouldBe([undone, failed, done]);
        rows[0][4].ShouldBe("-");
        string.Join(' ', rows[2]).ShouldEndWith("#3 Add another [file]");
        listed.Output.ShouldContain($"finish it: dotnet oneshot resume {rows[0][0]}");

        var json = JsonDocument
            .Parse(_oneshot.Run("status", "--output=json").Output)
            .RootElement.GetProperty("one_shots");
        json.EnumerateArray()
            .Select(one => one.GetProperty("state").GetString())
            .ShouldBe(["branched", "undone", "failed", "ready"]);
    }

    [Fact]
    public void One_of_them_is_told_with_its_pages_and_one_that_is_not_there_is_none()
    {
        var id = _oneshot.Dispatch("Add a file");
        var told = _oneshot.Run("status", id).Output;
        told.ShouldContain($"file://{_oneshot.Repo[".git/oneshot/pulls/1.html"]}");
        told.ShouldContain("rehearsal");

        var json = JsonDocument.Parse(_oneshot.Run("status", id, "--output=json").Output).RootElement;
        json.GetProperty("id").GetString().ShouldBe(id);
        json.GetProperty("one_shots")[0].GetProperty("state").GetString().ShouldBe("ready");
        _oneshot
            .Run("status", "abc123")
            .Error.ShouldContain($"OS2019: There is no one-shot 'abc123' in this repository. Known here: {id}");
    }

    [Fact]
    public void How_old_they_are_and_what_they_cost_is_told_that_of_earlier_attempts_too()
    {
        var (free, id) = (_oneshot.Dispatch("Add b"), _oneshot.Dispatch("Add a file"));
        Change($"runs/{free}/run.json", run => run["jobs"] = new JsonArray());
        Change(
            $"journal/{id}.json",
            journal => journal["created_at"] = DateTimeOffset.UtcNow.AddHours(-50).ToString("O")
        );
        Change(
            $"runs/{id}/run.json",
            run =>
            {
                foreach (var job in run["jobs"]!.AsArray())
                    job!.AsObject().Remove("usage");
                run["jobs"]![0]!["usage"] = JsonNode.Parse("""{"turns": 3, "cost_usd": 0.4, "seconds": 100}""");
                run["earlier"] = JsonNode.Parse(
                    """
                    [{"name": "plan", "started_at": "2026-11-22T09:30:00Z",
                      "usage": {"turns": 1, "cost_usd": 1.25, "seconds": 20}}]
                    """
                );
            }
        );

        var listed = _oneshot.Run("status").Output;
        listed.ShouldMatch(@"^id +state +age +cost +pull request +prompt\n");
        listed.ShouldMatch($@"\n{id} +ready +2 d +\$1\.65 +#\d+ +Add a file\n");
        listed.ShouldMatch($@"\n{free} +\S+ +(just now|\d+ min) +- +#\d+ +Add b\n");
        var told = _oneshot.Run("status", id).Output;
        told.ShouldMatch(@"\ndispatched    \d{4}-\d\d-\d\d \d\d:\d\d [+-]\d\d:\d\d, 2 d\n");
        told.ShouldContain("\ncost          $1.65, 4 turns, 2 min 0 s of agents' time\n");
        _oneshot.Run("undo", id).ExitCode.ShouldBe(0);
        Status(id).GetProperty("cost").GetString().ShouldBe("$1.65, 4 turns, 2 min 0 s of agents' time");
    }

    [Fact]
    public void Of_more_than_fit_in_a_line_it_is_told_how_many_and_which_command_lists_them()
    {
        for (var i = 1; i <= 7; i++)
            _oneshot.Repo.Write(
                $".git/oneshot/journal/k3x9a{i}.json",
                $$"""
                {"id": "k3x9a{{i}}", "created_at": "2026-11-22T09:3{{i}}:00Z", "prompt": "x", "prompt_sha256": "",
                 "agent": "claude", "remote": "origin", "forge": "github.com/acme/shop", "workflow": "one-shot.yml"}
                """
            );
        _oneshot
            .Run("status", "abc123")
            .Error.ShouldBe(
                "Error: OS2019: There is no one-shot 'abc123' in this repository. Known here: k3x9a7, k3x9a6, k3x9a5, "
                    + "k3x9a4, k3x9a3 and 2 more, which this lists: dotnet oneshot status.\n"
            );
        _oneshot.Run("status").Output.ShouldContain("k3x9a1");
    }

    [Fact]
    public void What_became_of_the_branch_is_told()
    {
        var (merged, ahead, deleted) = (
            _oneshot.Dispatch("Add a file"),
            _oneshot.Dispatch("Add b"),
            _oneshot.Dispatch("Add c")
        );
        string BranchOf(string id) =>
            JsonDocument
                .Parse(_oneshot.Run("status", id, "--output=json").Output)
                .RootElement.GetProperty("branch")
                .GetString()!;
        _oneshot.Repo.Git("merge", "--quiet", "--no-edit", BranchOf(merged));
        _oneshot.Repo.Git("branch", "-D", BranchOf(deleted));
        var tree = _oneshot.Repo.Git("rev-parse", BranchOf(ahead) + "^{tree}");
        var more = _oneshot.Repo.Git("commit-tree", tree, "-p", BranchOf(ahead), "-m", "More");
        _oneshot.Repo.Git("update-ref", "refs/heads/" + BranchOf(ahead), more);

        var json = JsonDocument.Parse(_oneshot.Run("status", "--output=json").Output).RootElement;
        json.GetProperty("one_shots")
            .EnumerateArray()
            .Select(one => (one.GetProperty("id").GetString(), one.GetProperty("branch_state").GetString()))
            .ShouldBe([(deleted, "deleted"), (ahead, "ahead"), (merged, "merged")]);
        _oneshot.Run("status", merged).Output.ShouldContain("state         ready, merged\n");
    }

    [Theory]
    [InlineData("--ff-only")]
    [InlineData("--no-ff")]
    public void What_was_merged_before_it_was_undone_is_told_with_what_reverts_it(string how)
    {
        var (other, id) = (_oneshot.Dispatch("Add b"), _oneshot.Dispatch("Add a file"));
        var before = _oneshot.Repo.Git("rev-parse", "main^{tree}");
        _oneshot.Repo.Git("merge", "--quiet", "--no-edit", how, Status(id).GetProperty("branch").GetString()!);
        _oneshot.Repo.Git("rev-parse", "main^{tree}").ShouldNotBe(before);
        _oneshot.Repo.Git("switch", "--quiet", "--create", "elsewhere");

        var undone = _oneshot.Run("undo", id);
        undone.ExitCode.ShouldBe(0, undone.All);
        undone.Output.ShouldContain($"\n{id} is undone; prompt, plan and logs are kept in .git/oneshot\n");
        var line = undone.Output.Split('\n').Single(line => line.StartsWith("what main has", StringComparison.Ordinal));
        line.ShouldStartWith("what main has of it stays; to revert it, type: git switch main && git revert ");
        var revert = line[(line.IndexOf("type: ", StringComparison.Ordinal) + "type: ".Length)..];
        Told();
        _oneshot.Run("undo", id).Output.ShouldContain($"{id} was undone before\n");

        var typed = Launch.Run(_oneshot.Repo.Path, null, "sh", "-c", revert);
        typed.ExitCode.ShouldBe(0, typed.All);
        _oneshot.Repo.Git("rev-parse", "main^{tree}").ShouldBe(before);
        NotTold(); // its commits are there as ever, and nothing of what they did
        _oneshot.Repo.Git("switch", "--quiet", "main");
        _oneshot.Repo.Git("revert", "--no-edit", "HEAD", "HEAD~1");
        _oneshot.Repo.Git("rev-parse", "main^{tree}").ShouldNotBe(before);
        Told();

        _oneshot.Run("undo", other).Output.ShouldNotContain("main has");
        Status(other).TryGetProperty("stays_in", out _).ShouldBeFalse();
        _oneshot.Run("status", other).Output.ShouldContain("state         undone\n");

        void Told()
        {
            var one = Status(id);
            (one.GetProperty("state").GetString(), one.GetProperty("stays_in").GetString()).ShouldBe(
                ("undone", "main")
            );
            one.TryGetProperty("branch_state", out _).ShouldBeFalse("there is no branch");
            var told = _oneshot.Run("status", id).Output;
            told.ShouldContain("state         undone, merged\n");
            told.ShouldContain("merged        what main has of it stays\n");
            told.ShouldContain($"to revert it  {revert}\n");
            _oneshot.Run("status").Output.ShouldContain($"{id}  undone, merged  ");
            _oneshot.Run("report", id).ExitCode.ShouldBe(0);
            var page = PageOf(id);
            page.ShouldContain("| One-shot | undone, merged |");
            page.ShouldContain("**It was undone; what main has of it stays. Prompt, plan and logs are kept.**");
            page.ShouldContain($"\n{revert}\n");
            File.ReadAllText(_oneshot.Repo[".git/oneshot/pulls/index.html"]).ShouldContain("undone, merged");
        }

        void NotTold()
        {
            Status(id).TryGetProperty("stays_in", out _).ShouldBeFalse();
            var told = _oneshot.Run("status", id).Output;
            told.ShouldContain("state         undone\n");
            told.ShouldNotContain("revert");
            _oneshot.Run("status").Output.ShouldNotContain("merged");
            _oneshot.Run("report", id).ExitCode.ShouldBe(0);
            var page = PageOf(id);
            page.ShouldContain("| One-shot | undone |");
            page.ShouldContain("**It was undone; prompt, plan and logs are kept.**");
            page.ShouldNotContain("git revert");
            File.ReadAllText(_oneshot.Repo[".git/oneshot/pulls/index.html"]).ShouldNotContain("undone, merged");
        }
    }

    [Fact]
    public void That_a_result_waits_is_told_by_the_list_too()
    {
        var (other, id) = (_oneshot.Dispatch("Add b"), _oneshot.Dispatch("Add a file"));
        var branch = "refs/heads/" + Status(id).GetProperty("branch").GetString();
        var result = _oneshot.Repo.Git("rev-parse", branch);
        _oneshot.Repo.Git("update-ref", "refs/oneshot-results/" + id, result);
        _oneshot.Repo.Git("update-ref", branch, branch + "~1");

        var listed = _oneshot.Run("status").Output;
        listed.ShouldContain($"{id}  ready, result waits  ");
        listed.ShouldContain($"{other}  ready  ");
        _oneshot.Run("status", id).Output.ShouldContain("state         ready, result waits\n");
        Status(id).GetProperty("result").GetString().ShouldBe("refs/oneshot-results/" + id);
        var watched = _oneshot.Run("watch", id);
        watched.Output.ShouldContain("state         ready, result waits\n", customMessage: watched.All);

        _oneshot.Run("report", id).ExitCode.ShouldBe(0);
        PageOf(id).ShouldContain("| Result | waits |");
        var all = File.ReadAllText(_oneshot.Repo[".git/oneshot/pulls/index.html"]);
        all.Split("<span class=\"of\">result</span> waits</span>").Length.ShouldBe(2, "that of the first only");

        _oneshot.Repo.Git("update-ref", branch, result);
        _oneshot.Run("status").Output.ShouldNotContain("waits");
    }

    [Fact]
    public void Older_ones_are_counted_with_the_way_to_them()
    {
        var id = _oneshot.Dispatch("Add a file");
        var journal = File.ReadAllText(_oneshot.Repo[$".git/oneshot/journal/{id}.json"]);
        for (var i = 0; i < 21; i++)
            _oneshot.Repo.Write(
                $".git/oneshot/journal/aaaa{i + 10}.json",
                journal.Replace(id, $"aaaa{i + 10}", StringComparison.Ordinal)
            );
        _oneshot.Run("status").Output.ShouldContain("and 2 older ones: dotnet oneshot status --limit=22\n");
        var all = _oneshot.Run("status", "--limit=22").Output;
        all.ShouldNotContain("older");
        all.ShouldContain("aaaa10");
        _oneshot.Run("list", "--limit=1001").Error.ShouldContain("OS2014: '1001' is not a valid value for --limit. ");
    }

    [Fact]
    public void What_a_preview_shows_of_a_text_is_indented_below_its_call()
    {
        var preview = _oneshot.Run("preview", "Add it\n\n    indented", "--forge=local", "--agent=rehearsal");
        preview.ExitCode.ShouldBe(0, preview.All);
        preview.Output.ShouldContain("\n    One-shot: Add it\n");
        preview.Output.ShouldContain("\n        indented\n");
    }

    [Fact]
    public void Somebody_who_looks_on_sees_a_run_that_was_left_to_itself_to_its_end()
    {
        var left = _oneshot.Run("Add a file", "--forge=local", "--agent=rehearsal", "--detach");
        left.ExitCode.ShouldBe(0, left.All);
        left.Output.ShouldMatch("\nfollow: dotnet oneshot status [a-z0-9]{6} --watch\n");
        var watched = _oneshot.Run("watch");
        watched.ExitCode.ShouldBe(0, watched.All);
        watched.Output.ShouldContain("job plan\n");
        watched.Output.ShouldContain("the run ended: ready\n");
        watched.Output.ShouldContain("state         ready\n");
        _oneshot.Run("watch", "abc123").Error.ShouldStartWith("Error: OS2019: ");
    }

    [Fact]
    public void On_github_the_run_is_asked_for_and_without_github_the_rest_is_told()
    {
        using var peer = new PeerRepository();
        var clone = peer.LocalClone();
        clone.Git("remote", "set-url", "origin", peer.HttpUrl);
        clone.Git("config", "credential.helper", "");
        var environment = new Dictionary<string, string?>(peer.Environment) { ["NO_COLOR"] = "1" };
        Outcome Run(params string[] typed) =>
            Launch.Run(clone.Path, environment, "dotnet", [Oneshot.Program, .. typed]);
        Run("Add a file").ExitCode.ShouldBe(0);
        var run = long.Parse(
            (string)peer.Runs.Single()!["id"]!.ToString(),
            System.Globalization.CultureInfo.InvariantCulture
        );

        peer.RunState(run, "in_progress", null);
        Run("status").Output.ShouldContain("running");
        Run("log").Output.ShouldContain($"gh run view {run} --repo ");
        peer.RunState(run, "completed", "failure");
        Run("status").Output.ShouldContain("failed");
        peer.RunState(run, "completed", "success");
        Run("status").Output.ShouldContain("draft");
        var number = (int)peer.Pulls.Single()!["number"]!;
        peer.PullState(number, new { state = "closed", merged = true });
        Run("status").Output.ShouldContain("ready, merged");
        peer.PullState(number, new { state = "closed", merged = false });
        Run("status").Output.ShouldContain("ready, closed");

        environment["GH_TOKEN"] = "";
        var alone = Run("status");
        alone.ExitCode.ShouldBe(0, alone.All);
        alone.Output.ShouldContain("unknown");
        alone.All.ShouldContain("OS3008");

        environment["GH_TOKEN"] = peer.Environment["GH_TOKEN"];
        peer.PullState(number, new { state = "closed", merged = true });
        var id = Path.GetFileNameWithoutExtension(Directory.GetFiles(clone[".git/oneshot/journal"]).Single());
        Run("undo", id).Output.ShouldContain($"what main has of it stays\n{id} is undone; the journal keeps its");
        environment["GH_TOKEN"] = "";
        Run("status").Output.ShouldContain("undone, merged");
    }

    [Fact]
    public void A_narrow_terminal_has_a_line_for_each()
    {
        _oneshot.Dispatch("Add a file, and say in it at length what it is for and why it is here and not there");
        _oneshot.Dispatch("Add another file, and say in it at length what it is for and why it is here and not there");
        _oneshot.Environment["TERM"] = "xterm-256color";
        var session = _oneshot.Folder.Write(
            "session.sh",
            $"stty cols 80 rows 24\nexec dotnet '{Oneshot.Program}' status\n"
        );
        var shown = Launch
            .Run(_oneshot.Repo.Path, _oneshot.Environment, "script", "-qec", $"sh '{session}'", "/dev/null")
            .Output.Split('\n');
        shown
            .Count(line =>
                line.Contains("ready", StringComparison.Ordinal) && line.Contains("Add a", StringComparison.Ordinal)
            )
            .ShouldBe(2, string.Join('\n', shown));
    }

    private void Change(string file, Action<JsonNode> change)
    {
        var path = _oneshot.Repo[$".git/oneshot/{file}"];
        var document = JsonNode.Parse(File.ReadAllText(path))!;
        change(document);
        File.WriteAllText(path, document.ToJsonString());
    }

    private JsonElement Status(string id) =>
        JsonDocument.Parse(_oneshot.Run("status", id, "--output=json").Output).RootElement.GetProperty("one_shots")[0];

    private string PageOf(string id) =>
        File.ReadAllText(_oneshot.Repo[$".git/oneshot/pulls/{Status(id).GetProperty("pr_number").GetInt32()}.md"]);

    public void Dispose() => _oneshot.Dispose();
}
