namespace OneShot.Tests.Local;

/// <summary>A whole one-shot on this machine: two clones, two agent processes, one branch.</summary>
public sealed class LocalRunTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Theory]
    [InlineData("printf x > new.txt", 1)]
    [InlineData("printf x > new.txt; git add -A; git commit -qm Mine", 1)]
    [InlineData("printf x > new.txt; git add new.txt; git commit -qm Mine; printf y > other.txt", 2)]
    [InlineData("printf x > new.txt; git checkout -q -b elsewhere; git add new.txt; git commit -qm Mine", 1)]
    [InlineData("printf x > new.txt; git checkout -q --orphan fresh; git add -A; git commit -qm Mine", 1)]
    public async Task What_the_agent_made_arrives_committed_or_not(string implement, int files)
    {
        var before = _here.Untouched();
        var receipt = await _here.RunAsync(PlannerScript.Good, implement);
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).Split('\n').Length.ShouldBe(files);
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        _here.Repo.TryGit("cat-file", "-e", receipt.Branch + ":.worker-impl/task.md").ExitCode.ShouldNotBe(0);
        _here.Repo.TryGit("cat-file", "-e", receipt.Branch + ":.impl").ExitCode.ShouldNotBe(0);
        _here.Untouched().ShouldBe(before);
        Label(receipt).ShouldBe("oneshot:ready");
        File.ReadAllText(_here.Repo[".git/oneshot/pulls/1.md"]).ShouldContain("\n| Labels | oneshot:ready |\n");
        File.ReadAllText(_here.Repo[".git/oneshot/pulls/1.html"]).ShouldContain("oneshot:ready");
    }

    [Fact]
    public async Task Nothing_passes_to_the_implementer_but_the_plan()
    {
        var receipt = await _here.RunAsync(
            "printf secret > note.txt; printf x >> src/app.txt; " + PlannerScript.Good,
            "test ! -e note.txt; test \"$(cat src/app.txt)\" = one; test ! -e .impl/task.md; printf x > new.txt"
        );
        _here.Repo.Git("diff", "--name-only", "main", receipt.Branch).ShouldBe("new.txt");
        _here
            .Log(receipt.Id)
            .ShouldContain(
                "warning: the planner changed 2 files beside the plan, which are left behind: note.txt, src/app.txt"
            );
    }

    [Fact]
    public async Task No_change_and_a_rejection_are_explained_and_no_failure()
    {
        var receipt = await _here.RunAsync(PlannerScript.Good, "true");
        _here
            .Pull(receipt.PrNumber!.Value)
            .GetProperty("comments")
            .EnumerateArray()
            .Last()
            .GetProperty("body")
            .GetString()!
            .ShouldContain("changed nothing");
        _here.Run(receipt.Id).GetProperty("conclusion").GetString().ShouldBe("neutral");
        Label(receipt).ShouldBe("oneshot:no-changes");

        var rejected = await _here.RunAsync(
            "printf '{\"rejected\": true, \"reason\": \"It is there already.\"}' > .impl/plan-result.json",
            "exit 9"
        );
        Comments(rejected.PrNumber!.Value)[1..].ShouldHaveSingleItem().ShouldContain("It is there already.");
        _here.Run(rejected.Id).GetProperty("jobs").GetArrayLength().ShouldBe(2);
        Label(rejected).ShouldBe("oneshot:rejected");
    }

    private string Label(DispatchReceipt made) =>
        _here.Pull(made.PrNumber!.Value).GetProperty("labels").EnumerateArray().Single().GetString()!;

    [Theory]
    [InlineData("OS6010", "true")]
    [InlineData("OS6009", "echo 'the disk is full' >&2; exit 3")]
    [InlineData("OS6011", "printf short > .impl/plan.md; printf '{\"title\": \"x\"}' > .impl/plan-result.json")]
    [InlineData(
        "OS6011",
        "head -c 5000000 /dev/zero | tr '\\0' a > .impl/plan.md; printf '{\"title\": \"x\"}' > .impl/plan-result.json"
    )]
    [InlineData("OS6012", "printf '{' > .impl/plan-result.json")]
    [InlineData("OS6012", "printf '{\"rejected\": true}' > .impl/plan-result.json")]
    [InlineData("OS6010", "ln -s /etc/passwd .impl/plan.md; printf '{\"title\": \"x\"}' > .impl/plan-result.json")]
    public async Task A_planner_that_fails_is_told_and_nothing_implemented(string code, string plan)
    {
        var failure = await _here.FailAsync(plan, "touch implemented");
        failure.Error.Code.ShouldBe(code);
        if (code is "OS6009" or "OS6010")
            failure.Error.Next.ShouldContain(
                $"Read its log, '{_here.Repo[$".git/oneshot/runs/{_here.OnlyId}/plan.agent.log"]}'"
            );
        _here.Log(_here.OnlyId).ShouldContain($"warning: {code}:");
        var told = Comments(1)[1..].ShouldHaveSingleItem();
        told.ShouldContain($"Planning did not finish: **{code}**", customMessage: "the words that GitHub's run has");
        told.ShouldContain($"To try again: `dotnet run -- --target=OneShot --resume={_here.OnlyId}`");
        told.ShouldContain("The agent ran **without a sandbox**");
        _here.Run(_here.OnlyId).GetProperty("jobs").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task What_says_where_the_implementer_began_is_looked_at_before_it_is_used()
    {
        (await _here.RunAsync(PlannerScript.Good, "printf x > new.txt")).Branch.ShouldNotBeNull();
        _here.Rewrite(
            _here.OnlyId,
            run =>
            {
                (run["conclusion"], run["commit"]) = ("failure", null);
                run["jobs"]!.AsArray().RemoveAt(3);
            }
        );
        await File.WriteAllTextAsync(
            _here.Repo[$".git/oneshot/runs/{_here.OnlyId}/impl/start"],
            "--upload-pack=touch sprung\n"
        );
        var settings = new OneShotSettings { Resume = _here.OnlyId, AgentCommand = "exit 9" };
        var refused = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings));
        refused.Error.Message.ShouldContain(".impl/start names no commit.");
        Comments(1)[^1].ShouldContain("Delivering did not finish: **OS6014**");
    }

    [Fact]
    public async Task A_preview_shows_it_and_makes_nothing()
    {
        var before = _here.Repo.Snapshot();
        var settings = LocalOneShot.Settings();
        settings.Preview = true;
        var calls = (await _here.RunAsync(settings)).ShouldBeOfType<PreviewReceipt>().Calls;
        calls.Select(call => call.Call.Split(' ')[0]).ShouldBe(["git", "git", "write", "start", "label"]);
        calls[2].Call.ShouldBe("write oneshot/pulls/1.json");
        calls[3].Text.ShouldContain("pr_number: 1\n");
        (calls[4].Call, calls[4].Text).ShouldBe(("label #1", "oneshot:queued"));
        _here.Reporter.Lines.ShouldContain("pull request #1: oneshot/pulls/1.html");
        _here.Repo.Snapshot().ShouldBe(before);
        Directory.Exists(_here.Repo[".git/oneshot"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_agent_that_is_not_here_or_not_named_starts_nothing()
    {
        _here.Variables["PATH"] = "/nowhere";
        (
            await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(LocalOneShot.Settings("claude")))
        ).Error.Code.ShouldBe("OS3028");
        (
            await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(LocalOneShot.Settings("command")))
        ).Error.Code.ShouldBe("OS2026");
        var nobody = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(LocalOneShot.Settings("auto")));
        nobody.Error.Code.ShouldBe("OS2025");
        nobody.Message.ShouldContain("--agent=rehearsal tries everything without a model");
        Directory.Exists(_here.Repo[".git/oneshot/pulls"]).ShouldBeFalse();
    }

    public void Dispose() => _here.Dispose();

    private string[] Comments(int number) =>
        [
            .. _here
                .Pull(number)
                .GetProperty("comments")
                .EnumerateArray()
                .Select(comment => comment.GetProperty("body").GetString()!),
        ];
}
