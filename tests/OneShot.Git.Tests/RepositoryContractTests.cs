using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Testing.Fakes;

namespace OneShot.Git.Tests;

/// <summary>What a dispatch asks of a repository, whichever it is: git's, or the tests' own stand-in for it.</summary>
public abstract class RepositoryContractTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected TempFolder Folder { get; } = new("contract");

    internal abstract IGitRepository Repository { get; }

    [Fact]
    public async Task Trunk_is_listed_and_what_has_no_such_name_is_not()
    {
        var (state, trunk) = await StateAsync();
        state.Author.ShouldNotBeNull();
        var refs = await Repository.ListRemoteAsync(state.Remote!, ["refs/heads/ma*", "refs/oneshot/none"], None);
        refs.Head.ShouldBe("main");
        refs.Refs.ShouldBe(
            [KeyValuePair.Create("HEAD", trunk), KeyValuePair.Create("refs/heads/main", trunk)],
            ignoreOrder: true
        );
        var others = await Repository.ListRemoteAsync(state.Remote!, ["refs/heads/ain"], None);
        others.Refs.ShouldBe(refs.Refs, ignoreOrder: true, "trunk comes along, whatever is asked");
        (await Repository.ReadHeadAsync(None)).ShouldBe(new Head("main", trunk));
        (await Repository.NotIncludedAsync(trunk, None)).Line("main", isTracking: true).ShouldBeNull();
        (await Repository.DifferingFilesAsync(None)).ShouldBeEmpty();
        await Repository.RequireCleanAsync(state, None);
        (await Repository.ReadBranchAsync("oneshot-none", trunk, None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_commit_s_files_are_listed_and_read_but_for_what_is_not_there_or_too_large()
    {
        var (state, trunk) = await StateAsync();
        var large = new byte[ICommitFiles.Largest + 1];
        var commit = await Repository.CommitAsync(
            new NewCommit(trunk, "deep/er/Shop \u00e9.csproj", Encoding.UTF8.GetBytes("<Project />"), "One\n"),
            state,
            None
        );
        commit = await Repository.CommitAsync(new NewCommit(commit, "large.cs", large, "Two\n"), state, None);
        var files = Repository.FilesOf(commit);
        var paths = await files.PathsAsync(None);
        paths.ShouldBe(
            [.. await Repository.FilesOf(trunk).PathsAsync(None), "deep/er/Shop \u00e9.csproj", "large.cs"],
            ignoreOrder: true
        );
        (await files.ReadAsync(["large.cs", "deep/er/Shop \u00e9.csproj", "none", "a\nb"], None)).ShouldBe([
            null,
            "<Project />",
            null,
            null,
        ]);
        (await files.ReadAsync([], None)).ShouldBeEmpty();
        var other = await Repository.CommitAsync(
            new NewCommit(commit, "large.cs", "x"u8.ToArray(), "Other\n"),
            state,
            None
        );
        var (before, after) = (await files.VersionsAsync(None), await Repository.FilesOf(other).VersionsAsync(None));
        paths.Where(path => before[path] != after[path]).ShouldBe(["large.cs"]);
        var prompt = new NewCommit(commit, ".worker-impl/task.md", "do it\n"u8.ToArray(), "Three\n");
        var content = await files.ContentAsync(None);
        (await Repository.FilesOf(await Repository.CommitAsync(prompt, state, None)).ContentAsync(None)).ShouldBe(
            content,
            "the workflow's own folders are nobody's work"
        );
        (await Repository.FilesOf(trunk).ContentAsync(None)).ShouldNotBe(content);
    }

    [Fact]
    public async Task A_remote_of_another_name_is_none()
    {
        var state = await Repository.DescribeAsync("upstream", None);
        state.Remote.ShouldBeNull();
        state.WorkTree.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_commit_has_its_file_beside_those_of_its_parent_and_is_on_no_branch_yet()
    {
        var (state, trunk) = await StateAsync();
        var commit = await Repository.CommitAsync(
            new NewCommit(
                trunk,
                ".worker-impl/task.md",
                "do \u202E it\n"u8.ToArray(),
                "One-shot: it\n\nOneShot-Id: abcdef\n"
            ),
            state,
            None
        );
        commit.ShouldMatch("^[0-9a-f]{40}$");
        var read = await Repository.ReadAsync(
            [commit, commit + ":.worker-impl/task.md", commit + ":README.md", commit + ":none.txt"],
            state.Remote!,
            "refs/heads/main",
            None
        );
        read[0]!.ShouldContain($"\nparent {trunk}\n");
        read[0]!.ShouldContain("\n\nOne-shot: it\n\nOneShot-Id: abcdef\n");
        read.Skip(1).ShouldBe(["do \u202E it\n", "# Shop\n", null]);
        (
            await Repository.HasCommitAsync(commit, None),
            await Repository.HasCommitAsync(new string('1', 40), None)
        ).ShouldBe((true, false));
        (
            await Repository.StandsOnAsync(trunk, commit, None),
            await Repository.StandsOnAsync(commit, trunk, None)
        ).ShouldBe((true, false));
        (await BranchesAsync(state)).ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_push_does_all_or_nothing_and_only_from_where_the_refs_are()
    {
        var (state, trunk) = await StateAsync();
        var commit = await Repository.CommitAsync(
            new NewCommit(trunk, "a.txt", Encoding.UTF8.GetBytes("a"), "A\n"),
            state,
            None
        );
        RefUpdate made = new("refs/heads/oneshot-a", null, commit);
        (await PushAsync(made, new RefUpdate("refs/heads/main", null, commit))).ShouldBe(PushOutcome.Unexpected);
        (await BranchesAsync(state)).ShouldBe(["refs/heads/main"]);
        (await PushAsync(made, new RefUpdate("refs/oneshot/abcdef", null, commit))).ShouldBe(PushOutcome.Done);
        (await BranchesAsync(state)).ShouldBe(["refs/heads/main", "refs/heads/oneshot-a"]);
        (await PushAsync(made with { New = trunk })).ShouldBe(PushOutcome.Unexpected);
        (await PushAsync(new RefUpdate(made.Ref, trunk, null))).ShouldBe(PushOutcome.Unexpected);
        (await PushAsync(new RefUpdate(made.Ref, commit, null))).ShouldBe(PushOutcome.Done);
        (await BranchesAsync(state)).ShouldBe(["refs/heads/main"]);

        Task<PushOutcome> PushAsync(params RefUpdate[] updates) =>
            Repository.PushAsync(state.Remote!, updates, null, None);
    }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<IEnumerable<string>> BranchesAsync(RepositoryState state) =>
        (await Repository.ListRemoteAsync(state.Remote!, ["refs/heads/*"], None))
            .Refs.Keys.Where(name => name != "HEAD")
            .Order(StringComparer.Ordinal);

    private async Task<(RepositoryState State, string Trunk)> StateAsync()
    {
        var state = await Repository.DescribeAsync("origin", None);
        var refs = await Repository.ListRemoteAsync(state.Remote!, ["refs/heads/main"], None);
        return (state, refs.Branch("main")!);
    }

    public sealed class OfGit : RepositoryContractTests
    {
        public OfGit()
        {
            var bare = GitRepo.Init(Folder["remote.git"], "--bare");
            var seed = GitRepo.Init(Folder["seed"]);
            seed.Commit("First", "README.md", "# Shop\n");
            seed.Git("push", "--quiet", bare.Path, "main");
            var work = GitRepo.Clone(bare.Path, Folder["work"]);
            var runner = new GitRunner(work.Path, TimeSpan.FromSeconds(240), new RecordingReporter());
            Repository = new GitRepository(work.Path, runner, (command, _, _) => command);
        }

        internal override IGitRepository Repository { get; }
    }

    public sealed class OfTheFake : RepositoryContractTests
    {
        public OfTheFake() =>
            Repository = new FakeRepository(Folder.Path, new Dictionary<string, string> { ["README.md"] = "# Shop\n" });

        internal override IGitRepository Repository { get; }
    }
}
