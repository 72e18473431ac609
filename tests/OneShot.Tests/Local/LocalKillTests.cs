namespace OneShot.Tests.Local;

/// <summary>
/// Runners that are killed and cancelled: every run ends finished, failed with its reason, or resumable.
/// </summary>
public sealed class LocalKillTests : IDisposable
{
    private readonly LocalOneShot _here = new() { StartsProcesses = true };

    [Fact]
    public async Task A_killed_runner_leaves_a_failed_run_that_a_resume_finishes()
    {
        var started = _here.Folder["started"];
        var settings = LocalOneShot.Settings("command");
        settings.AgentCommand = _here.Script(
            PlannerScript.Good,
            $"touch '{started}'; test -e '{_here.Folder["may"]}' || sleep 120; printf x > new.txt"
        );
        var receipt = await _here.KilledAsync(settings, started);

        _here.Folder.Write("may", "");
        await _here.RunAsync(new OneShotSettings { Resume = receipt.Id, AgentCommand = settings.AgentCommand });
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        _here.Log(receipt.Id).ShouldContain("The run's process ended unexpectedly.");
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(receipt.Id, StringComparison.Ordinal));
        Directory.GetFiles(_here.Repo[".git/oneshot"], "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(_here.Repo[".git/oneshot"], "*.tmp", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_runner_that_was_killed_after_it_moved_the_branch_is_finished_by_a_resume()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, "printf x > new.txt");
        var moved = _here.Repo.Git("rev-parse", receipt.Branch);
        _here.Rewrite(
            receipt.Id,
            run =>
            {
                (run["status"], run["conclusion"], run["commit"]) = ("in_progress", null, null);
                (run["jobs"]![3]!["conclusion"], run["jobs"]![3]!["ended_at"]) = (null, null);
            }
        );

        using (var status = OneShotVerbs.CreateStatus(new OneShotSettings(), _here.Host))
            await status.RunAsync(CancellationToken.None);
        Label().ShouldBe("oneshot:failed", "whoever looks finds it out");
        await Task.Delay(1100); // git's clock ticks once a second
        await _here.RunAsync(new OneShotSettings { Resume = receipt.Id });
        Label().ShouldBe("oneshot:ready");
        _here.Run(receipt.Id).GetProperty("commit").GetString().ShouldBe(moved);
        _here.Repo.Git("rev-parse", receipt.Branch).ShouldBe(moved);

        string? Label() => _here.Pull(1).GetProperty("labels").EnumerateArray().Single().GetString();
    }

    [Fact]
    public async Task A_runner_that_can_not_begin_is_told_at_once_and_resumed()
    {
        var program = _here.ProgramFolder;
        _here.ProgramFolder = Path.GetDirectoryName(Repository.ProgramIn(_here.Folder, "OneShot.Tool"))!;
        await File.WriteAllTextAsync(Path.Combine(_here.ProgramFolder, "OneShot.Tool.dll"), "no program");
        var failure = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(LocalOneShot.Settings()));
        failure.Error.Code.ShouldBe("OS3029");
        failure.Error.Message.ShouldContain("runner.txt");
        _here.ProgramFolder = program;
        (await _here.RunAsync(new OneShotSettings { Resume = failure.ResumeId })).PrNumber.ShouldBe(1);
        _here.Run(failure.ResumeId!).GetProperty("conclusion").GetString().ShouldBe("success");
    }

    [Fact]
    public async Task Eight_at_once_make_eight()
    {
        var before = _here.Untouched();
        var receipts = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() =>
                    {
                        var settings = LocalOneShot.Settings();
                        settings.Prompt = $"Task number {i}";
                        return _here.RunAsync(settings);
                    })
                )
        );
        receipts.Select(receipt => receipt.PrNumber).Distinct().Count().ShouldBe(8);
        receipts.Select(receipt => receipt.Branch).Distinct().Count().ShouldBe(8);
        receipts.ShouldAllBe(receipt => _here.Run(receipt.Id).GetProperty("conclusion").GetString() == "success");
        Directory.GetFiles(_here.Repo[".git/oneshot/issues"], "*.json").Length.ShouldBe(8);
        Directory.GetFiles(_here.Repo[".git/oneshot"], "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
        _here.Untouched().ShouldBe(before);
    }

    public void Dispose() => _here.Dispose();
}
