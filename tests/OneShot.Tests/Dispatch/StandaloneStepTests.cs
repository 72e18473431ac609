namespace OneShot.Tests.Dispatch;

/// <summary>A step by itself starts from the branch that a dispatch would start from, whatever it is called.</summary>
public sealed class StandaloneStepTests : IDisposable
{
    private readonly PeerRepository _peer = new();
    private readonly GitRepo _repo;
    private readonly OneShotSettings _made;

    public StandaloneStepTests()
    {
        _repo = _peer.LocalClone();
        _peer.Bare.Git("branch", "dev", "main");
        _peer.Bare.Git("tag", "dev", "main");
        var commit = _peer.Bare.Git(
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@example.com",
            "commit-tree",
            "main^{tree}",
            "-p",
            "main",
            "-m",
            "x"
        );
        _peer.Bare.Git("update-ref", "refs/heads/oneshot-x", commit);
        _made = new OneShotSettings
        {
            BranchName = "oneshot-x",
            DistinctId = "k3x9a2",
            Prompt = "Add it",
            GitTimeout = 240,
            HttpTimeout = 5,
        };
    }

    [Theory]
    [InlineData("dev", "dev")]
    [InlineData("refs/heads/dev", "dev")]
    [InlineData("origin/dev", "dev")]
    [InlineData("refs/remotes/origin/dev", "dev")]
    [InlineData(null, "main")]
    public async Task Its_base_is_resolved_as_a_dispatch_does(string? named, string branch)
    {
        var receipt = await OpenAsync(_made with { Base = named });
        (receipt.Base, (string)_peer.Pulls.Single()!["base_ref"]!).ShouldBe((branch, branch));
    }

    [Theory]
    [InlineData("refs/heads/origin/dev", "origin/dev")]
    [InlineData("origin/dev", "origin/dev")]
    [InlineData("heads/dev", "heads/dev")]
    public async Task A_branch_that_is_called_like_another_name_is_meant_where_it_is_there(string named, string branch)
    {
        _peer.Bare.Git("update-ref", "refs/heads/" + branch, "main");
        (await OpenAsync(_made with { Base = named })).Base.ShouldBe(branch);
    }

    [Fact]
    public async Task What_is_not_there_is_told_before_anything_is_made()
    {
        foreach (var named in new[] { "nobody", "refs/tags/dev", "heads/dev" })
        {
            var failure = await Should.ThrowAsync<OneShotException>(() => OpenAsync(_made with { Base = named }));
            (failure.Error.Code, failure.Error.Message).ShouldBe(
                (
                    "OS2018",
                    (await new Dispatching(_peer, _repo).FailAsync(new OneShotSettings { Prompt = "x", Base = named }))
                        .Error
                        .Message
                )
            );
        }

        _peer.Pulls.ShouldBeEmpty();
    }

    private async Task<DispatchReceipt> OpenAsync(OneShotSettings settings)
    {
        (settings.Forge, settings.Repo) = ("github", _peer.FullName);
        using var session = OneShotVerbs.Create(
            settings,
            new OneShotHost(_repo.Path, _repo.Path, new RecordingReporter())
            {
                Variable = name => _peer.Environment.GetValueOrDefault(name),
            }
        );
        await session.OpenDraftPrAsync(default);
        return session.Dispatched!;
    }

    public void Dispose() => _peer.Dispose();
}
