using System.Text.Json.Nodes;
using OneShot.Core.Model;
using OneShot.Local;
using OneShot.Local.Store;

namespace OneShot.Tests.Local;

/// <summary>
/// On the local forge, too, what was registered is what is implemented, and nobody's text is overwritten.
/// </summary>
public sealed class LocalPlanTests : IDisposable
{
    private readonly LocalOneShot _here = new();

    [Fact]
    public async Task A_plan_that_was_edited_since_is_not_implemented_until_somebody_agrees_to_it()
    {
        (await _here.FailAsync(PlannerScript.Good, "exit 3")).Error.Code.ShouldBe("OS6009");
        Edit(
            _here.Repo[".git/oneshot/issues/2.json"],
            issue => issue["body"] = $"{(string)issue["body"]!}\nAnd more.\n"
        );
        var sha256 = PlanIssueText
            .Read(
                (string)JsonNode.Parse(await File.ReadAllTextAsync(_here.Repo[".git/oneshot/issues/2.json"]))!["body"]!
            )
            .Sha256;

        var started = _here.Folder["started"];
        var failed = await Should.ThrowAsync<OneShotException>(() =>
            ResumeAsync($"touch '{started}'; printf x > new.txt")
        );
        failed.Error.Code.ShouldBe("OS5018");
        failed.Error.Next.ShouldContain($"--target=OneShot --resume={_here.OnlyId} --plan-sha256={sha256}");
        File.Exists(started).ShouldBeFalse();
        _here.Repo.TryGit("cat-file", "-e", _here.Branch + ":new.txt").ExitCode.ShouldNotBe(0);

        await ResumeAsync($"touch '{started}'; grep -q 'And more' .impl/plan.md && printf x > new.txt", sha256);
        _here.Repo.Git("show", _here.Branch + ":new.txt").ShouldBe("x");
    }

    [Fact]
    public async Task A_run_that_an_earlier_version_stored_is_finished_with_a_warning()
    {
        (await _here.FailAsync(PlannerScript.Good, "exit 3")).Error.Code.ShouldBe("OS6009");
        Edit(
            _here.Repo[$".git/oneshot/runs/{_here.OnlyId}/impl/plan-result.json"],
            result => result.Remove("plan_sha256").ShouldBeTrue()
        );
        foreach (var file in new[] { "pulls/1.json", "issues/2.json" })
            Edit(_here.Repo[$".git/oneshot/{file}"], Earlier);
        var comments = _here.Pull(1).GetProperty("comments").GetArrayLength();
        await ResumeAsync("printf x > new.txt");
        _here
            .Log(_here.OnlyId)
            .ShouldContain("warning: no hash of the plan was handed over: what issue #2 holds now is implemented");
        _here.Repo.Git("show", _here.Branch + ":new.txt").ShouldBe("x");
        _here
            .Pull(1)
            .GetProperty("comments")
            .GetArrayLength()
            .ShouldBe(comments, "what it wrote without a name is ours, and rewritten");
    }

    [Fact]
    public async Task An_issue_that_is_not_there_is_told_before_anything_is_made()
    {
        var settings = LocalOneShot.Settings();
        settings.PlanIssue = 42;
        var error = (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings))).Error;
        (error.Code, error.Message).ShouldBe(("OS4020", "There is no issue #42 on the forge local."));
        _here.Repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
        Directory.Exists(_here.Repo[".git/oneshot/pulls"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pull_request_is_no_issue_to_plan_for()
    {
        var threads = new LocalThreads(new LocalStore(_here.Repo[".git/oneshot"]), "Eve", TimeProvider.System);
        var pull = threads.Add(
            new LocalThread
            {
                Number = 0,
                Title = "A draft",
                Body = "",
                Branch = "b",
                Base = "main",
                Author = "Ada",
                CreatedAt = default,
                UpdatedAt = default,
            },
            _ => false
        );
        var settings = LocalOneShot.Settings();
        settings.PlanIssue = pull.Number;
        var refused = await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(settings));
        (refused.Error.Code, refused.Error.Exit).ShouldBe(("OS2117", ExitCode.BadInput));
        _here.Repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public async Task A_file_of_the_wrong_ending_is_not_silently_no_floor()
    {
        _here.Repo.Commit("Third", ".oneshot/oneshot.yml", "version: 1\nsandbox: required\n");
        var error = (await Should.ThrowAsync<OneShotException>(() => _here.RunAsync(LocalOneShot.Settings()))).Error;
        error.Code.ShouldBe("OS2116");
        error.Next.ShouldContain("git mv .oneshot/oneshot.yml .oneshot/oneshot.yaml");
        _here.Repo.Git("for-each-ref", "--format=%(refname)").ShouldBe("refs/heads/main");
    }

    [Fact]
    public async Task Somebodys_issue_keeps_its_text()
    {
        var threads = new LocalThreads(new LocalStore(_here.Repo[".git/oneshot"]), "Eve", TimeProvider.System);
        var wish = await threads.CreateAsync(new NewIssue("A wish", "A wish", "A wish", []), default);
        var settings = LocalOneShot.Settings("command");
        (settings.PlanIssue, settings.AgentCommand) = (
            wish.Number,
            _here
                .Script(PlannerScript.Good, "printf x > new.txt")
                .Replace("sh '", $"tee -a '{_here.Folder["told.txt"]}' | sh '", StringComparison.Ordinal)
        );
        var receipt = await _here.RunAsync(settings);
        (await threads.GetAsync(wish.Number, default)).Body.ShouldBe("A wish");
        threads
            .Get(wish.Number)
            .Comments.Count(comment =>
                comment.Body.StartsWith(PlanIssueText.MarkerOf(receipt.Id), StringComparison.Ordinal)
            )
            .ShouldBe(1);
        _here.Repo.Git("show", receipt.Branch + ":new.txt").ShouldBe("x");
        (await File.ReadAllTextAsync(_here.Folder["told.txt"])).ShouldContain($"The task is for issue #{wish.Number}.");
        threads
            .Get(wish.Number)
            .Comments.ShouldContain(comment =>
                comment.Body.Contains("The planner was given issue", StringComparison.Ordinal)
            );
    }

    public void Dispose() => _here.Dispose();

    private static void Earlier(JsonObject thread)
    {
        foreach (var comment in thread["comments"]!.AsArray())
        {
            comment!.AsObject().Remove("id");
            comment.AsObject().Remove("author");
        }
    }

    private static void Edit(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(json);
        File.WriteAllText(file, json.ToJsonString());
    }

    private Task<DispatchReceipt> ResumeAsync(string implement, string? sha256 = null)
    {
        var settings = new OneShotSettings
        {
            Resume = _here.OnlyId,
            Forge = "local",
            PlanSha256 = sha256,
            GitTimeout = 240,
            AgentCommand = _here.Script(PlannerScript.Good, implement),
        };
        return _here.RunAsync(settings);
    }
}
