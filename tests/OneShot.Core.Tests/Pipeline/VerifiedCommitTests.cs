using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Testing.Fakes;

namespace OneShot.Core.Tests.Pipeline;

/// <summary>
/// With <c>--verified-commits</c> the delivered commit is made through the API, once, and holds what was judged.
/// </summary>
public sealed class VerifiedCommitTests : IDisposable
{
    private readonly JobMachine _machine = new();
    private readonly FakeCommitsApi _api;
    private string? _start;

    public VerifiedCommitTests()
    {
        _api = new FakeCommitsApi(_machine.Repository);
        _machine.Forge.Sign(_api);
    }

    [Fact]
    public async Task It_holds_what_was_judged_and_brings_what_trunk_has_not_got()
    {
        await WorkAsync();
        await DeliverAsync();
        _machine.Repository.ParentOf(_machine.Tip).ShouldBe(_start);
        var tree = _machine.Repository.TreeOf(_machine.Tip);
        tree.Keys.ShouldBe([".github/workflows/one-shot.yml", "again.yml", "new.txt", "same.txt"], ignoreOrder: true);
        _api.Blobs.ShouldBe(1, "one for each content that trunk does not have");
        _machine.Reporter.Lines.ShouldContain(line => line.Contains("it is verified", StringComparison.Ordinal));
        _machine.Forge.PullRequests.Single().IsDraft.ShouldBeFalse();
        _machine.Last!.Commit.ShouldBe(_machine.Tip);
        _machine.Forge.PullRequests.Single().Body.ShouldContain("The commit is verified: GitHub made and signed it.");
        _machine.Told[^1].ShouldContain("The commit is verified");
    }

    [Fact]
    public async Task A_persons_token_is_told_that_nobody_signs_for_it()
    {
        _api.Signs = false;
        await WorkAsync();
        await DeliverAsync();
        _machine.Reporter.Lines.ShouldContain(line =>
            line.StartsWith("warning: the commit is not verified (unsigned)", StringComparison.Ordinal)
        );
        _machine.Forge.PullRequests.Single().Body.ShouldContain("The commit is not verified (unsigned): GitHub signs");
    }

    [Fact]
    public async Task An_attempt_that_failed_after_it_is_finished_by_the_next()
    {
        await WorkAsync();
        var refused = OneShotErrors.Forbidden("fake.example", "change the pull request", "no.");
        _machine.Forge.Refuse(nameof(IForge.UpdatePullRequestAsync), refused);
        await Should.ThrowAsync<OneShotException>(DeliverAsync);
        var made = _machine.Tip;
        made.ShouldNotBe(_start);
        _machine.Forge.Refuse(nameof(IForge.UpdatePullRequestAsync), null);
        await DeliverAsync();
        _machine.Tip.ShouldBe(made);
    }

    [Theory]
    [InlineData(nameof(ICommitsApi.AddBlobAsync))]
    [InlineData(nameof(ICommitsApi.AddTreeAsync))]
    public async Task Something_else_than_what_was_judged_reaches_no_branch(string garbled)
    {
        await WorkAsync();
        _api.Garbled = garbled;
        (await Should.ThrowAsync<OneShotException>(DeliverAsync)).Error.Code.ShouldBe("OS6014");
        _machine.Tip.ShouldBe(_start);
    }

    [Fact]
    public async Task A_rule_of_the_branch_is_told()
    {
        await WorkAsync();
        _api.Rule = "Repository rule violations found";
        (await Should.ThrowAsync<OneShotException>(DeliverAsync)).Error.Message.ShouldContain(
            "Repository rule violations found"
        );
        _machine.Tip.ShouldBe(_start);
    }

    [Fact]
    public async Task A_branch_that_moved_keeps_its_commits()
    {
        await WorkAsync();
        var files = new Dictionary<string, string> { ["mine.txt"] = "x" };
        var theirs = _machine.Repository.Make(_start, files, "Mine\n");
        _machine.Repository.Move("refs/heads/" + _machine.Branch, theirs);
        (await Should.ThrowAsync<OneShotException>(DeliverAsync)).Error.Code.ShouldBe("OS5002");
        _machine.Tip.ShouldBe(theirs);
    }

    [Fact]
    public async Task Where_nobody_signs_it_is_refused_before_an_agent_is_paid()
    {
        using var unsigned = new JobMachine();
        var request = unsigned.Request with { Terms = RunTerms.Of(new OneShotSettings { VerifiedCommits = true }) };
        (
            await Should.ThrowAsync<OneShotException>(() =>
                unsigned.JobAsync(request, job => job.PrepareRunAsync(default))
            )
        ).Error.Code.ShouldBe("OS2095");
    }

    public void Dispose() => _machine.Dispose();

    private async Task WorkAsync()
    {
        await _machine.PlanAsync();
        await _machine.ImplementAsync(tree =>
        {
            File.WriteAllText(Path.Combine(tree, "new.txt"), "new\n");
            File.WriteAllText(Path.Combine(tree, "same.txt"), "new\n");
            File.Copy(Path.Combine(tree, ".github/workflows/one-shot.yml"), Path.Combine(tree, "again.yml"));
        });
        _start = _machine.Tip;
    }

    private Task DeliverAsync() =>
        _machine.JobAsync(
            _machine.Request with
            {
                Options = """{"format":1,"verified-commits":"true"}""",
            },
            job => job.DeliverImplementationAsync(default)
        );
}
