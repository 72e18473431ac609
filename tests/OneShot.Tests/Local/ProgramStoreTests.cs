using OneShot.Core.Storage;
using OneShot.Local;

namespace OneShot.Tests.Local;

/// <summary>
/// The program of runs: one copy for each content, whole or not there, as long as something runs from it.
/// </summary>
public sealed class ProgramStoreTests : IDisposable
{
    private readonly TempFolder _folder = new("store");

    [Fact]
    public void The_same_content_is_one_private_copy_wherever_it_comes_from()
    {
        var store = Store();
        using var one = store.Take(Program("one", "a"));
        using var same = store.Take(Program("elsewhere", "a"));
        same.Folder.ShouldBe(one.Folder);
        using var other = store.Take(Program("other", "b"));
        other.Folder.ShouldNotBe(one.Folder);
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(one.Folder).ShouldBe(PrivateFolder.Mode);
        File.GetUnixFileMode(Path.GetDirectoryName(one.Folder)!).ShouldBe(PrivateFolder.Mode);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("longer")]
    [InlineData("missing")]
    [InlineData("more")]
    [InlineData("folder")]
    [InlineData("link")]
    public void A_copy_that_is_not_what_was_copied_is_started_no_more(string how)
    {
        var store = Store();
        using var first = store.Take(Program("one", "a"));
        var file = Path.Combine(first.Folder, "b.dll");
        switch (how)
        {
            case "changed":
                File.WriteAllText(file, "x");
                break;
            case "longer":
                File.AppendAllText(file, "x");
                break;
            case "missing":
                File.Delete(file);
                break;
            case "more":
                File.WriteAllText(Path.Combine(first.Folder, "System.Private.Uri.dll"), "x");
                break;
            case "folder":
                Directory.CreateDirectory(Path.Combine(first.Folder, "de"));
                break;
            default:
                File.Move(file, _folder["b.dll"]);
                File.CreateSymbolicLink(file, _folder["b.dll"]);
                break;
        }

        using var second = store.Take(Program("one", "a"));
        second.Folder.ShouldNotBe(first.Folder);
        File.ReadAllText(Path.Combine(second.Folder, "b.dll")).ShouldBe("b of a");
        Directory.Exists(first.Folder).ShouldBeTrue("a run may be at work in it");
        using var third = store.Take(Program("one", "a"));
        third.Folder.ShouldBe(second.Folder);
    }

    [Fact]
    public void Earlier_copies_and_halves_go_once_nothing_runs_from_them()
    {
        var store = Store();
        var used = store.Take(Program("one", "a"));
        store.Take(Program("other", "b")).Dispose();
        var half = Directory.CreateDirectory(_folder["cache/programs/begun-1"]).FullName;
        Age();
        using (var next = store.Take(Program("next", "c")))
            Copies.ShouldBe([used.Folder, next.Folder], ignoreOrder: true);
        Directory.Exists(half).ShouldBeFalse();

        used.Dispose();
        Age();
        using var last = store.Take(Program("next", "c"));
        Copies.ShouldBe([last.Folder]);
    }

    [SmallDiskFact]
    public void A_disk_that_fills_keeps_no_half()
    {
        using var disk = new SmallDisk(1);
        var large = Program("large", new string('x', 2_000_000));
        var failure = Should.Throw<OneShotException>(() =>
            new ProgramStore([Path.Combine(disk.Path, "programs")]).Take(large)
        );
        failure.Error.Code.ShouldBe("OS3130");
        failure.Error.Message.ShouldContain("No space left on device");
        Directory.EnumerateFileSystemEntries(Path.Combine(disk.Path, "programs")).ShouldBeEmpty();
    }

    [Fact]
    public void A_place_that_no_program_starts_in_or_that_cant_be_made_is_passed_over()
    {
        var file = _folder.Write("file", "");
        var store = new ProgramStore([
            _folder["a:b/programs"],
            Path.Combine(file, "programs"),
            _folder["good/programs"],
        ]);
        if (OperatingSystem.IsWindows())
            return;
        using (var use = store.Take(Program("one", "a")))
            use.Folder.ShouldStartWith(_folder["good/programs/"]);
        Should
            .Throw<OneShotException>(new ProgramStore([_folder["a:b/programs"]]).Require)
            .Error.Code.ShouldBe("OS3130");

        // Somebody else's link among what is temporary could lead elsewhere a moment later.
        Directory.CreateDirectory(_folder["theirs"]);
        File.CreateSymbolicLink(_folder["linked"], _folder["theirs"]);
        Should
            .Throw<OneShotException>(() => new ProgramStore([_folder["linked/programs"]]).Take(Program("one", "a")))
            .Error.Message.ShouldContain("is a link");
    }

    [SmallDiskFact]
    public async Task A_disk_that_fills_when_a_run_starts_leaves_no_run_that_is_told_of_and_the_next_try_works()
    {
        using var here = new LocalOneShot { StartsProcesses = true };
        using var disk = new SmallDisk(1);
        here.Variables["XDG_CACHE_HOME"] = disk.Path;
        var failure = await Should.ThrowAsync<OneShotException>(() => here.RunAsync(LocalOneShot.Settings()));
        failure.Error.Code.ShouldBe("OS3130");
        File.Exists(here.Repo[$".git/oneshot/runs/{failure.ResumeId}/run.json"]).ShouldBeFalse("no process is there");
        Directory.GetFiles(disk.Path, "*.dll", SearchOption.AllDirectories).ShouldBeEmpty();

        disk.MakeLarge();
        await here.RunAsync(new OneShotSettings { Resume = failure.ResumeId });
        here.Run(failure.ResumeId!).GetProperty("conclusion").GetString().ShouldBe("success");
        Directory
            .GetDirectories(Path.Combine(disk.Path, "oneshot", "programs"))
            .Length.ShouldBe(2, "a copy and its marks");
    }

    [Fact]
    public async Task What_an_earlier_version_kept_in_the_repository_goes_once_no_run_is_under_way_and_all_resume()
    {
        using var here = new LocalOneShot { StartsProcesses = true };
        var failure = await here.FailAsync(PlannerScript.Good, "exit 3");
        var id = failure.ResumeId!;
        var copy = here.Repo.Write(".git/oneshot/program/0123456789ab/OneShot.Tool.dll", "earlier");
        var file = here.Repo[$".git/oneshot/runs/{id}/run.json"];
        var run = await File.ReadAllTextAsync(file);

        // Asked for a moment ago, by a version that did not tell its process.
        await File.WriteAllTextAsync(
            file,
            System.Text.RegularExpressions.Regex.Replace(
                run.Replace("\"completed\"", "\"queued\"", StringComparison.Ordinal),
                "\\s*\"process_id\": \\d+,|(?<=\"queued_at\": \")[^\"]+",
                match =>
                    match.Value.Contains("process_id", StringComparison.Ordinal)
                        ? ""
                        : DateTimeOffset.UtcNow.ToString("O")
            )
        );
        await here.RunAsync(LocalOneShot.Settings());
        File.Exists(copy).ShouldBeTrue("it may start from there");

        await File.WriteAllTextAsync(file, run);
        await here.RunAsync(
            new OneShotSettings { Resume = id, AgentCommand = here.Script(PlannerScript.Good, "printf x > new.txt") }
        );
        here.Run(id).GetProperty("conclusion").GetString().ShouldBe("success");
        Directory.Exists(here.Repo[".git/oneshot/program"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_before_its_first_word_is_resumed_at_once()
    {
        using var here = new LocalOneShot { StartsProcesses = true };
        var id = (await here.FailAsync("exit 3", "true")).ResumeId!;
        using var gone = Launch.Start("/", null, "true");
        gone.Wait();
        here.Rewrite(
            id,
            run =>
            {
                (run["status"], run["conclusion"], run["process_id"], run["queued_at"]) = (
                    "queued",
                    null,
                    gone.Id,
                    DateTimeOffset.UtcNow.ToString("O")
                );
                run["jobs"] = new System.Text.Json.Nodes.JsonArray();
            }
        );
        await here.RunAsync(
            new OneShotSettings { Resume = id, AgentCommand = here.Script(PlannerScript.Good, "printf x > new.txt") }
        );
        here.Run(id).GetProperty("attempt").GetInt32().ShouldBe(2);
        here.Log(id).ShouldContain("Its process ended before it began.");
    }

    public void Dispose() => _folder.Dispose();

    private string[] Copies =>
        [
            .. Directory
                .GetDirectories(_folder["cache/programs"])
                .Where(folder => !folder.EndsWith(".use", StringComparison.Ordinal)),
        ];

    private ProgramStore Store() => new([_folder["cache/programs"]]);

    private string[] Program(string folder, string content) =>
        [_folder.Write($"{folder}/a.dll", content), _folder.Write($"{folder}/b.dll", $"b of {content}")];

    // As if an hour had gone by.
    private void Age()
    {
        foreach (var marks in Directory.GetDirectories(_folder["cache/programs"], "*.use"))
            Directory.SetLastWriteTimeUtc(marks, DateTime.UtcNow - TimeSpan.FromHours(1));
    }
}
