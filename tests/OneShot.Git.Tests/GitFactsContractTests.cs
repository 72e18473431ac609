using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Git.Tests;

/// <summary>What a doctor asks git, or the tests' own stand-in for it.</summary>
public abstract class GitFactsContractTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly TempFolder _folder = new("facts");

    private GitFactsContractTests()
    {
        Bare = GitRepo.Init(_folder["remote.git"], "--bare");
        Work = GitRepo.Init(_folder["work"]);
        Commit = Work.Commit("First", "README.md", "# Shop\n");
        var address = RemoteAddress.Parse(Bare.Path);
        Remote = new Remote("origin", address, address, Bare.Path);
    }

    internal abstract IGitFacts Facts { get; }

    protected GitRepo Bare { get; }

    protected GitRepo Work { get; }

    private string Commit { get; }

    private Remote Remote { get; }

    /// <summary>Makes the remote one that can't be reached.</summary>
    protected abstract void TakeRemoteAway();

    [Fact]
    public async Task The_version_has_two_numbers_at_least() =>
        (await Facts.VersionAsync(None)).ShouldBeGreaterThan(new Version(2, 0));

    [Fact]
    public async Task A_push_that_is_tried_leaves_nothing_and_one_that_would_fail_is_an_error()
    {
        var update = new RefUpdate("refs/heads/oneshot-tried", null, Commit);
        await Facts.TryPushAsync(Remote, update, None);
        Bare.Git("for-each-ref").ShouldBeEmpty();
        TakeRemoteAway();
        (await Should.ThrowAsync<OneShotException>(() => Facts.TryPushAsync(Remote, update, None))).Error.Code.ShouldBe(
            "OS3006"
        );
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    public sealed class OfGit : GitFactsContractTests
    {
        public OfGit()
        {
            var runner = new GitRunner(Work.Path, TimeSpan.FromSeconds(240), new RecordingReporter());
            Facts = new GitRepository(Work.Path, runner, (command, _, _) => command).Facts;
        }

        internal override IGitFacts Facts { get; }

        protected override void TakeRemoteAway() => Directory.Move(Bare.Path, Bare.Path + ".away");
    }

    public sealed class OfTheFake : GitFactsContractTests
    {
        private readonly FakeGitFacts _facts = new();

        internal override IGitFacts Facts => _facts;

        protected override void TakeRemoteAway() =>
            _facts.Refused = OneShotErrors.RemoteUnreachable(Bare.Path, "it does not exist.");
    }
}
