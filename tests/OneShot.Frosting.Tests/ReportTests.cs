namespace OneShot.Frosting.Tests;

/// <summary>The report is found, written anew and opened by one command.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly LocalSample _here = new();

    [Fact]
    public void The_newest_one_is_written_as_things_are_now_and_its_path_told()
    {
        _here.Run(_here.Implementing("printf x > new.txt")).Output.ShouldContain("open: ./build.sh --target=OneShotReport --distinct-id=");
        _here.Run(_here.Implementing("printf y > new.txt")).ExitCode.ShouldBe(0);
        var page = _here.Repo[".git/oneshot/pulls/3.html"];
        File.Delete(page);
        _here.Repo.Git("merge", "--quiet", _here.Repo.Git("for-each-ref", "--format=%(refname:short)", "--sort=-refname", "--count=1", "refs/heads/oneshot-*"));
        foreach (var exclusive in new[] { new[] { "--exclusive" }, [] })
        {
            var outcome = _here.Run(["--target=OneShotReport", .. exclusive]);
            outcome.ExitCode.ShouldBe(0, outcome.All);
            outcome.Output.ShouldContain($": {page}\n");
            File.ReadAllText(page).ShouldContain("pull request</span> merged");
        }
    }

    [Fact]
    public void One_is_chosen_by_its_id_and_told_to_programs()
    {
        var first = Sample.Json(_here.Run([.. _here.Implementing("printf x > new.txt"), "--output=json"])).GetProperty("id").GetString();
        _here.Run(_here.Implementing("printf y > new.txt")).ExitCode.ShouldBe(0);
        var outcome = _here.Run("--target=OneShotReport", $"--distinct-id={first}", "--output=json");
        var json = Sample.Json(outcome);
        json.GetProperty("id").GetString().ShouldBe(first);
        json.GetProperty("report_path").GetString().ShouldBe(_here.Repo[".git/oneshot/pulls/1.html"]);
        json.GetProperty("pr_number").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void What_is_not_there_is_said_with_a_way_on()
    {
        var none = _here.Run("--target=OneShotReport");
        (none.ExitCode, none.Error).ShouldSatisfyAllConditions(end => end.ExitCode.ShouldBe(2), end => end.Error.ShouldContain("OS2031: There is no one-shot of this machine here yet."));
        _here.Run(_here.Implementing("printf x > new.txt")).ExitCode.ShouldBe(0);
        var known = Path.GetFileName(Directory.GetDirectories(_here.Repo[".git/oneshot/runs"]).Single());
        _here.Run("--target=OneShotReport", "--distinct-id=zzzzzz").Error.ShouldContain($"OS2019: This repository's journal holds no one-shot 'zzzzzz'. Known here: {known}.");
        _here.Repo.Write(".git/oneshot/journal/k3x9a2.json", """{"id": "k3x9a2", "created_at": "2026-11-22T09:30:00Z", "prompt": "x", "prompt_sha256": "", "agent": "claude", "remote": "origin", "forge": "github.com/acme/shop", "workflow": "one-shot.yml", "pull_request": {"number": 7, "url": "https://github.com/acme/shop/pull/7"}}""");
        _here.Run("--target=OneShotReport", "--distinct-id=k3x9a2").Error.ShouldContain("OS2032: The one-shot k3x9a2 is not one of this machine. Its page is https://github.com/acme/shop/pull/7");
    }

    [Fact]
    public void It_is_opened_on_a_desktop_and_elsewhere_that_is_said()
    {
        if (!OperatingSystem.IsLinux()) return;
        _here.Run(_here.Implementing("printf x > new.txt")).ExitCode.ShouldBe(0);
        var page = _here.Repo[".git/oneshot/pulls/1.html"];
        var nobody = _here.Run("--target=OneShotReport", "--open");
        (nobody.ExitCode, nobody.Output).ShouldSatisfyAllConditions(end => end.ExitCode.ShouldBe(0), end => end.Output.ShouldContain($"there is no desktop here to open it on; for a browser it is file://{page}"));

        var opener = _here.Folder.Write("bin/xdg-open", $"#!/bin/sh\necho noise; echo \"$@\" > '{_here.Folder["opened"]}'\n");
        File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (_here.Environment["DISPLAY"], _here.Environment["PATH"]) = (":0", $"{_here.Folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}");
        var outcome = _here.Run("--target=OneShotReport", "--open");
        File.ReadAllText(_here.Folder["opened"]).ShouldBe(page + "\n");
        outcome.All.ShouldNotContain("noise");
        outcome.All.ShouldNotContain("no desktop");
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        _here.Run(_here.Implementing("printf x > new.txt")).ExitCode.ShouldBe(0);
        var page = _here.Repo[".git/oneshot/pulls/1.html"];
        File.Delete(page);
        _here.Run("--target=OneShotReport", "--preview", "--open").Output.ShouldContain(page);
        File.Exists(page).ShouldBeFalse();
    }

    public void Dispose() => _here.Dispose();
}
