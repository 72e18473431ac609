namespace OneShot.Tests.Local;

/// <summary>
/// What a run does whoever works on it: the process that it is for users, and the tests' own stand-in for that.
/// </summary>
public abstract class RunnerContractTests(bool startsProcesses) : IDisposable
{
    private readonly LocalOneShot _here = new() { StartsProcesses = startsProcesses };

    [Fact]
    public async Task A_rehearsal_plans_implements_and_leaves_a_branch_a_pull_request_and_a_page()
    {
        var before = _here.Untouched();
        var receipt = await _here.RunAsync(LocalOneShot.Settings());
        _here.Untouched().ShouldBe(before);
        _here.Branch.ShouldBe(receipt.Branch);
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe($"docs/oneshot/{receipt.Id}.md");
        _here.Repo.Git("show", $"{receipt.Branch}:docs/oneshot/{receipt.Id}.md").ShouldContain("no model was used");
        var pull = _here.Pull(receipt.PrNumber!.Value);
        (pull.GetProperty("draft").GetBoolean(), pull.GetProperty("state").GetString()).ShouldBe((false, "open"));
        pull.GetProperty("body").GetString()!.ShouldContain("Closes #2");
        Comments(receipt.PrNumber.Value)
            .Select(comment => comment.Split(' ')[3])
            .ShouldBe(["planning", "planned", "implementing", "result"], "as on GitHub");
        _here
            .Run(receipt.Id)
            .GetProperty("jobs")
            .EnumerateArray()
            .Select(job => $"{job.GetProperty("name")} {job.GetProperty("conclusion")}")
            .ShouldBe(["plan success", "register success", "implement success", "deliver success"]);
        var page = await File.ReadAllTextAsync(new Uri(receipt.PrUrl!).LocalPath);
        page.ShouldContain("Add a --verbose flag");
        page.ShouldContain("no model was used");
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(receipt.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_run_tells_names_the_face_that_started_it()
    {
        _here.Variables["ONESHOT_COMMAND"] = "dotnet oneshot";
        (await _here.FailAsync("exit 3", "true")).Error.Code.ShouldBe("OS6009");
        Comments(1)[^1].ShouldContain($"`dotnet oneshot resume {_here.OnlyId}`");
        (await File.ReadAllTextAsync(_here.Repo[".git/oneshot/pulls/1.html"])).ShouldContain(
            $"dotnet oneshot resume {_here.OnlyId}"
        );
    }

    [Fact]
    public async Task A_resume_goes_on_at_the_job_that_failed()
    {
        var planned = _here.Folder["planned"];
        var failure = await _here.FailAsync(
            $"echo once >> '{planned}'; " + PlannerScript.Good,
            $"test -e '{_here.Folder["may"]}' || exit 4; printf x > new.txt"
        );
        failure.Error.Code.ShouldBe("OS6009");
        failure.Message.ShouldContain($"--resume={failure.ResumeId} starts the failed job again, with the agent");
        failure.Error.Next.ShouldContain("implement.agent.log'");
        _here.Folder.Write("may", "");
        var told = _here.Reporter.Lines.Count;
        // By the command that was named at first, which the run keeps.
        var receipt = await _here.RunAsync(new OneShotSettings { Resume = _here.OnlyId });
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        (await File.ReadAllLinesAsync(planned)).Length.ShouldBe(1);
        _here.Run(receipt.Id).GetProperty("attempt").GetInt32().ShouldBe(2);
        var anew = _here.Reporter.Lines.Skip(told).ToArray();
        anew.ShouldContain("job implement");
        anew.ShouldNotContain("job plan", customMessage: "that was told when it happened");
        anew.ShouldContain("the run ended: ready");
    }

    [Fact]
    public async Task An_undo_removes_all_of_it()
    {
        var before = _here.Untouched();
        var receipt = await _here.RunAsync(LocalOneShot.Settings());
        await _here.RunAsync(new OneShotSettings { Undo = receipt.Id });
        _here.Repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
        _here.Pull(1).GetProperty("state").GetString().ShouldBe("closed");
        _here.Untouched().ShouldBe(before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_stops_following_or_undoes_ends_the_agent_too(bool undo)
    {
        var pid = _here.Folder["pid"];
        var settings = LocalOneShot.Settings("command");
        (settings.AgentCommand, settings.Detach) = (_here.Script($"echo $$ > '{pid}'; sleep 120", "true"), undo);
        using var cancellation = new CancellationTokenSource();
        var running = _here.RunAsync(settings, cancellation.Token);
        for (var i = 0; i < 3600 && !(File.Exists(pid) && new FileInfo(pid).Length > 0); i++)
            await Task.Delay(50);
        if (undo)
        {
            await _here.RunAsync(new OneShotSettings { Undo = (await running).Id });
        }
        else
        {
            await cancellation.CancelAsync();
            var stopped = await Should.ThrowAsync<OneShotException>(() => running);
            stopped.Error.Code.ShouldBe("OS9001");
            stopped.ResumeId.ShouldBe(_here.OnlyId);
        }

        _here.Run(_here.OnlyId).GetProperty("conclusion").GetString().ShouldBe("cancelled");
        Launch
            .End(
                int.Parse((await File.ReadAllTextAsync(pid)).Trim(), System.Globalization.CultureInfo.InvariantCulture)
            )
            .ShouldBeFalse("it is gone already");
        LocalOneShot.Clones.ShouldNotContain(clone => clone.Contains(_here.OnlyId, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _here.Dispose();
        GC.SuppressFinalize(this);
    }

    private string[] Comments(int number) =>
        [
            .. _here
                .Pull(number)
                .GetProperty("comments")
                .EnumerateArray()
                .Select(comment => comment.GetProperty("body").GetString()!),
        ];

    public sealed class OfItsProcess() : RunnerContractTests(startsProcesses: true);

    public sealed class OfThisProcess() : RunnerContractTests(startsProcesses: false);
}
