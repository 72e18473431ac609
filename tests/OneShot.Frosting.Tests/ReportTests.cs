namespace OneShot.Frosting.Tests;

/// <summary>The report is found, written anew and opened by one command.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly LocalSample _here = new();

    /// <summary>
    /// One repository with two one-shots, from the first to a merged one: each is a run of some seconds.
    /// </summary>
    [Fact]
    public void It_is_found_written_anew_and_opened()
    {
        var none = _here.Run("--target=OneShotReport");
        (
            none.ExitCode,
            none.Error.Contains("OS2031: This repository has no local one-shot yet.", StringComparison.Ordinal)
        ).ShouldBe((2, true), none.All);
        _here
            .Run(_here.Implementing("printf x > new.txt"))
            .Output.ShouldContain("open: ./build.sh --target=OneShotReport --distinct-id=");
        var first = Path.GetFileName(Directory.GetDirectories(_here.Repo[".git/oneshot/runs"]).Single());
        APreviewWritesNothing();
        WhatIsNotThereIsSaid(first);
        if (OperatingSystem.IsLinux())
            ItIsOpenedOnADesktop();

        _here.Run(_here.Implementing("printf y > new.txt")).ExitCode.ShouldBe(0);
        var json = Sample.Json(_here.Run("--target=OneShotReport", $"--distinct-id={first}", "--output=json"));
        json.GetProperty("id").GetString().ShouldBe(first);
        json.GetProperty("report_path").GetString().ShouldBe(_here.Repo[".git/oneshot/pulls/1.html"]);
        json.GetProperty("pr_number").GetInt32().ShouldBe(1);
        OfSeveralThePageOfAllIsOpened();
        TheNewestIsWrittenAsThingsAreNow();
    }

    public void Dispose() => _here.Dispose();

    private void APreviewWritesNothing()
    {
        var page = _here.Repo[".git/oneshot/pulls/1.html"];
        File.Delete(page);
        _here.Run("--target=OneShotReport", "--preview", "--open").Output.ShouldContain(page);
        File.Exists(page).ShouldBeFalse();
    }

    private void WhatIsNotThereIsSaid(string known)
    {
        _here
            .Run("--target=OneShotReport", "--distinct-id=zzzzzz")
            .Error.ShouldContain($"OS2019: There is no one-shot 'zzzzzz' in this repository. Known here: {known}.");
        var journal = _here.Repo.Write(
            ".git/oneshot/journal/k3x9a2.json",
            """
            {"id": "k3x9a2", "created_at": "2026-11-22T09:30:00Z", "prompt": "x", "prompt_sha256": "", "agent": "claude",
             "remote": "origin", "forge": "github.com/acme/shop", "workflow": "one-shot.yml",
             "pull_request": {"number": 7, "url": "https://github.com/acme/shop/pull/7"}}
            """
        );
        _here
            .Run("--target=OneShotReport", "--distinct-id=k3x9a2")
            .Error.ShouldContain(
                "OS2032: The one-shot k3x9a2 is not a local one. Its page is " + "https://github.com/acme/shop/pull/7"
            );
        File.Delete(journal);
    }

    private void ItIsOpenedOnADesktop()
    {
        var page = _here.Repo[".git/oneshot/pulls/1.html"];
        var nobody = _here.Run("--target=OneShotReport", "--open");
        nobody.ExitCode.ShouldBe(0, nobody.All);
        nobody.Output.ShouldContain($"there is no desktop to open it on; its address is file://{page}");

        _here.Folder.Executable("bin/xdg-open", $"#!/bin/sh\necho noise; echo \"$@\" > '{_here.Folder["opened"]}'\n");
        _here.Environment["DISPLAY"] = ":0";
        _here.Environment["PATH"] = $"{_here.Folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
        var outcome = _here.Run("--target=OneShotReport", "--open");
        File.ReadAllText(_here.Folder["opened"]).ShouldBe(page + "\n");
        outcome.All.ShouldNotContain("noise");
        outcome.All.ShouldNotContain("no desktop");
        _here.Environment["DISPLAY"] = "";
    }

    private void OfSeveralThePageOfAllIsOpened()
    {
        var index = _here.Repo[".git/oneshot/pulls/index.html"];
        var outcome = _here.Run("--target=OneShotReport", "--open");
        outcome.Output.ShouldContain($"all 2 one-shots: {index}\n");
        outcome.Output.ShouldContain($"its address is file://{index}");
        File.ReadAllText(index).ShouldContain("<a href=\"1.html\"");
        _here
            .Run("--target=OneShotReport", "--open", $"--distinct-id={Newest}")
            .Output.ShouldContain($"its address is file://{_here.Repo[".git/oneshot/pulls/3.html"]}");
    }

    private string Newest =>
        Directory
            .GetDirectories(_here.Repo[".git/oneshot/runs"])
            .Select(folder => new DirectoryInfo(folder))
            .OrderBy(folder => File.GetCreationTimeUtc(Path.Combine(folder.FullName, "log.txt")))
            .Last()
            .Name;

    private void TheNewestIsWrittenAsThingsAreNow()
    {
        var page = _here.Repo[".git/oneshot/pulls/3.html"];
        File.Delete(page);
        string[] branches = ["--format=%(refname:short)", "--sort=-refname", "--count=1", "refs/heads/oneshot-*"];
        _here.Repo.Git("merge", "--quiet", _here.Repo.Git(["for-each-ref", .. branches]));
        foreach (var exclusive in new[] { new[] { "--exclusive" }, [] })
        {
            var outcome = _here.Run(["--target=OneShotReport", .. exclusive]);
            outcome.ExitCode.ShouldBe(0, outcome.All);
            outcome.Output.ShouldContain($": {page}\n");
            File.ReadAllText(page).ShouldContain("pull request</span> merged");
        }
    }
}
