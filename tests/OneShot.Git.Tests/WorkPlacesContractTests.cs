using System.Buffers;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Testing.Fakes;

namespace OneShot.Git.Tests;

/// <summary>How an agent's work is seen and taken in, by git or by the tests' own stand-in for it.</summary>
public abstract class WorkPlacesContractTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Dictionary<string, string> Files = new()
    {
        [".worker-impl/task.md"] = "Do it\n",
        ["README.md"] = "# Shop\n",
        ["src/app.txt"] = "one\n",
        ["src/old.txt"] = "old\n",
    };

    protected TempFolder Folder { get; } = new("places");

    internal abstract IGitRepository Repository { get; }

    internal abstract IWorkPlaces Places { get; }

    private string Bundle => Folder["made.bundle"];

    [Fact]
    public async Task What_differs_is_told_and_what_is_handed_over_is_no_part_of_it()
    {
        var tree = await TreeAsync();
        (await tree.ChangesAsync(None)).ShouldBeEmpty();
        Folder.Write("work/.impl/plan.md", "A plan");
        (await tree.ChangesAsync(None)).ShouldBeEmpty();
        (await tree.CollectAsync("Nothing", KnownSecrets.None, Bundle, None)).Commit.ShouldBeNull();
        Work();
        (await tree.ChangesAsync(None)).ShouldBe(["new.txt", "src/app.txt", "src/old.txt"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_was_gathered_comes_in_as_files_and_what_is_taken_of_it_stands_on_the_start()
    {
        var tree = await TreeAsync();
        Work();
        var made = await tree.CollectAsync("Add a file", KnownSecrets.None, Bundle, None);
        made.LeftOut.ShouldBeEmpty();
        using var delivery = await Places.DeliveryAsync(await StateAsync(), None);
        delivery.MayUnpack(Bundle).ShouldBeTrue();
        var delivered = await delivery.OpenAsync(Bundle, tree.Start, None);
        (delivered.Start, delivered.Commit).ShouldBe((tree.Start, made.Commit));
        delivered
            .Files.Select(file => (file.Path, file.Before is not null, file.After is not null))
            .ShouldBe(
                [("new.txt", false, true), ("src/app.txt", true, true), ("src/old.txt", true, false)],
                ignoreOrder: true
            );

        var added = delivered.Files.Single(file => file.Path == "new.txt").After!;
        added.Mode.ShouldBe("100644");
        (await delivery.SizesAsync([added.Id], None))[added.Id].ShouldBe(4);
        var content = new ArrayBufferWriter<byte>();
        (await delivery.ReadAsync(added.Id, content, None)).ShouldBeTrue();
        Encoding.UTF8.GetString(content.WrittenSpan).ShouldBe("new\n");
        (await delivery.FilesAsync(tree.Start, None)).Keys.ShouldBe(Files.Keys, ignoreOrder: true);

        var kept = delivered.Files.Where(file => file.Path != "src/app.txt").ToArray();
        var taken = await delivery.TakeAsync(delivered, kept, "Taken\n", None);
        (await Repository.StandsOnAsync(tree.Start, taken, None)).ShouldBeTrue();
        (await delivery.CompareAsync(tree.Start, taken, None))
            .Files.Select(file => file.Path)
            .ShouldBe([".worker-impl/task.md", "new.txt", "src/old.txt"], ignoreOrder: true, "ours goes, too");
    }

    [Fact]
    public async Task What_was_gathered_is_checked_out_apart_without_what_lies_beside_it()
    {
        var tree = await TreeAsync();
        Work();
        var made = await tree.CollectAsync("Add a file", KnownSecrets.None, Bundle, None);
        Folder.Write("work/later.txt", "later\n");
        string place;
        using (var checkout = await tree.CheckOutAsync(made.Commit!, Bundle, None))
        {
            place = checkout!.Folder;
            place.ShouldNotStartWith(tree.Folder);
            Directory
                .GetFiles(place, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(place, file))
                .Where(file => !file.StartsWith(".git", StringComparison.Ordinal))
                .ShouldBe([".worker-impl/task.md", "README.md", "new.txt", "src/app.txt"], ignoreOrder: true);
            (await File.ReadAllTextAsync(Path.Combine(place, "src/app.txt"))).ShouldBe("two\n");
            checkout.Content.ShouldNotBe(await Repository.FilesOf(tree.Start).ContentAsync(None));
        }

        Directory.Exists(place).ShouldBeFalse();
        (await tree.ChangesAsync(None)).ShouldContain("later.txt");
    }

    [Fact]
    public async Task A_file_that_holds_what_only_the_session_knew_is_left_out()
    {
        var tree = await TreeAsync();
        Work();
        Folder.Write("work/leak.txt", "The key is 0123456789-of-somebody\n");
        var made = await tree.CollectAsync("Add", new KnownSecrets(["0123456789-of-somebody"]), Bundle, None);
        made.LeftOut.Single().Path.ShouldBe("leak.txt");
        using var delivery = await Places.DeliveryAsync(await StateAsync(), None);
        (await delivery.OpenAsync(Bundle, tree.Start, None)).Files.ShouldNotContain(file => file.Path == "leak.txt");
    }

    [Fact]
    public async Task What_is_no_bundle_is_refused()
    {
        var tree = await TreeAsync();
        Folder.Write("made.bundle", "no bundle at all");
        using var delivery = await Places.DeliveryAsync(await StateAsync(), None);
        delivery.MayUnpack(Bundle).ShouldBeFalse();
        (
            await Should.ThrowAsync<OneShotException>(() => delivery.OpenAsync(Bundle, tree.Start, None))
        ).Error.Code.ShouldBe("OS6014");
    }

    [Fact]
    public async Task Trunks_files_are_read_whatever_the_work_tree_has()
    {
        Folder.Write("work/README.md", "changed\n");
        (await Places.FindTrunkAsync("origin", None)).ShouldBe("main");
        foreach (var trunk in new[] { "main", null })
        {
            (await Places.ReadTrunkAsync("README.md", trunk, "origin", None)).ShouldBe("# Shop\n");
            (await Places.ReadTrunkAsync("none.txt", trunk, "origin", None)).ShouldBeNull();
        }
    }

    public virtual void Dispose()
    {
        Places.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Work()
    {
        Folder.Write("work/new.txt", "new\n");
        Folder.Write("work/src/app.txt", "two\n");
        File.Delete(Folder["work/src/old.txt"]);
    }

    private Task<RepositoryState> StateAsync() => Repository.DescribeAsync("origin", None);

    private async Task<IWorkTree> TreeAsync() => await Places.WatchAsync(await StateAsync(), None);

    public sealed class OfGit : WorkPlacesContractTests
    {
        public OfGit()
        {
            var bare = GitRepo.Init(Folder["remote.git"], "--bare");
            var seed = GitRepo.Init(Folder["seed"]);
            foreach (var (path, text) in Files)
                seed.Write(path, text);
            seed.Git("add", "-A");
            seed.Git("commit", "--quiet", "-m", "First");
            seed.Git("push", "--quiet", bare.Path, "main", "main:refs/heads/oneshot-a");
            var work = GitRepo.Clone(bare.Path, Folder["work"], "--branch", "oneshot-a");
            var reporter = new RecordingReporter();
            GitRunner Runner(string folder) => new(folder, TimeSpan.FromSeconds(240), reporter);
            Repository = new GitRepository(work.Path, Runner(work.Path), (command, _, _) => command);
            Places = new GitPlaces(Runner(work.Path), work.Path, Runner, null, reporter);
        }

        internal override IGitRepository Repository { get; }

        internal override IWorkPlaces Places { get; }
    }

    public sealed class OfTheFake : WorkPlacesContractTests
    {
        public OfTheFake()
        {
            var repository = new FakeRepository(Folder["work"], Files);
            foreach (var (path, text) in Files)
                Folder.Write("work/" + path, text);
            Repository = repository;
            Places = new FakeWorkPlaces(repository, Folder["work"], repository.Remote["refs/heads/main"]);
        }

        internal override IGitRepository Repository { get; }

        internal override IWorkPlaces Places { get; }
    }
}
