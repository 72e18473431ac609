using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Tests.Forges;

/// <summary>How commits are made on a forge: on GitHub, or on the tests' own stand-in for it.</summary>
public abstract class CommitsApiContractTests : IDisposable
{
    private const string Branch = "oneshot-a";
    private static readonly CancellationToken None = CancellationToken.None;

    internal abstract ICommitsApi Commits { get; }

    /// <summary>The branch's commit.</summary>
    protected abstract string Start { get; }

    /// <summary>Lets a person ask from now on, and no workflow.</summary>
    protected abstract void AskAsPerson();

    public abstract void Dispose();

    [Fact]
    public async Task A_commit_is_a_tree_of_files_on_a_parent_and_the_branch_moves_on_to_it()
    {
        var start = await Commits.ReadCommitAsync(Start, None);
        var made = await MakeAsync(start, "Add it\n");
        (made.Parents.Single(), made.Message.TrimEnd(), made.IsVerified).ShouldBe((Start, "Add it", true));
        made.Tree.ShouldNotBe(start.Tree);
        (await MakeAsync(start, "Add it\n")).Tree.ShouldBe(made.Tree, "the same twice is the same");
        await Commits.MoveBranchAsync(Branch, made.Id, None);
        await Commits.MoveBranchAsync(Branch, made.Id, None);
        var other = await MakeAsync(start, "Another\n");
        (
            await Should.ThrowAsync<OneShotException>(() => Commits.MoveBranchAsync(Branch, other.Id, None))
        ).Error.Code.ShouldBe("OS4004", "it does not stand on what the branch is at");
        var read = await Commits.ReadCommitAsync(made.Id, None);
        (read.Id, read.Tree, read.Message.TrimEnd()).ShouldBe((made.Id, made.Tree, "Add it"));
    }

    [Fact]
    public async Task Nothing_is_signed_for_a_person()
    {
        AskAsPerson();
        var made = await MakeAsync(await Commits.ReadCommitAsync(Start, None), "Mine\n");
        (made.IsVerified, made.Reason).ShouldBe((false, "unsigned"));
    }

    private async Task<ForgeCommit> MakeAsync(ForgeCommit start, string message)
    {
        var blob = await Commits.AddBlobAsync(Encoding.UTF8.GetBytes("new\n"), None);
        blob.ShouldMatch("^[0-9a-f]{40}$");
        var file = new ChangedFile("new.txt", null, new FileVersion("100644", blob));
        var tree = await Commits.AddTreeAsync(start.Tree, [file], None);
        return await Commits.AddCommitAsync(tree, start.Id, message, None);
    }

    public sealed class OfGitHub : CommitsApiContractTests
    {
        private readonly GitHubForgeUnderTest _here = new();

        public OfGitHub()
        {
            _here.Peer.Bare.Git("branch", Branch, "main");
            _here.Peer.TokenMay(new { contents = "write" }, login: "github-actions[bot]");
        }

        internal override ICommitsApi Commits => _here.Forge.Commits!;

        protected override string Start => _here.Peer.Bare.Git("rev-parse", "main");

        protected override void AskAsPerson() => _here.Peer.TokenMay(new { contents = "write" });

        public override void Dispose() => _here.Dispose();
    }

    public sealed class OfTheFake : CommitsApiContractTests
    {
        private readonly TempFolder _folder = new("commits");
        private readonly FakeRepository _repository;
        private readonly FakeCommitsApi _commits;

        public OfTheFake()
        {
            _repository = new FakeRepository(
                _folder.Path,
                new Dictionary<string, string> { ["README.md"] = "# Shop\n" }
            );
            _repository.Move(RefName.OfBranch(Branch), Start);
            _commits = new FakeCommitsApi(_repository);
        }

        internal override ICommitsApi Commits => _commits;

        protected override string Start => _repository.Remote["refs/heads/main"];

        protected override void AskAsPerson() => _commits.Signs = false;

        public override void Dispose() => _folder.Dispose();
    }
}
