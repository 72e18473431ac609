using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Protection;
using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>Git LFS: an agent sees whole files, git gets pointers that we make of what was judged.</summary>
public sealed class LargeFileTests : IDisposable
{
    // What SeesAndChangesAsync leaves, as git sees it.
    private static readonly string[] Delivered =
    [
        "changed.bin",
        "empty.bin",
        "gone.bin",
        "mode.bin",
        "moved.bin",
        "new.bin",
        "vague.bin",
    ];

    private readonly TempFolder _folder = new("large");
    private readonly GitRepo _repo;
    private readonly string _start = string.Empty;

    public LargeFileTests()
    {
        _repo = GitRepo.Init(_folder["work"]);
        if (LargeFilesHere.Lack is not null)
            return;
        _repo.Git("lfs", "install", "--local");
        _repo.Write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
        foreach (var name in new[] { "kept.bin", "changed.bin", "mode.bin", "gone.bin" })
            _repo.Write(name, $"the content of {name}\n");
        _repo.Write("vague.bin", "not here\n");
        _repo.Write("old-key.bin", Key("a1B2c3D4e5F6"));
        _repo.Git("add", "--all");
        _repo.Git("commit", "--quiet", "--message=Large");
        _start = _repo.Git("rev-parse", "HEAD");
        File.Delete(StoreOf("not here\n"));
    }

    [LargeFilesFact]
    public async Task Large_files_are_seen_whole_and_delivered_as_pointers()
    {
        var clones = Clones.Of(_repo);
        var tree = await clones.CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);
        await SeesAndChangesAsync(tree);
        (await DeliverAsync(clones, tree)).ShouldBe(Delivered);
    }

    [LargeFilesFact]
    public async Task The_same_in_the_tree_of_a_job_that_was_checked_out_with_large_files()
    {
        if (OperatingSystem.IsWindows())
            return;
        var job = GitRepo.Clone(_repo.Path, _folder["job"], "--no-checkout");
        Directory.CreateSymbolicLink(job[".git/lfs"], _repo[".git/lfs"]);
        job.Git("lfs", "install", "--local");
        job.Git("config", "lfs.skipdownloaderrors", "true");
        job.Git("checkout", "--quiet", "--force", "main");
        var watched = Clones.Of(job);
        var tree = await watched.WatchAsync(Directory.CreateDirectory(_folder["root"]).FullName, job.Path, default);
        await SeesAndChangesAsync(tree);
        (await DeliverAsync(Clones.Of(_repo), tree)).ShouldBe(Delivered);
    }

    [LargeFilesFact]
    public async Task What_is_not_in_the_store_is_fetched_and_what_is_broken_there_is_not_shown()
    {
        var remote = GitRepo.Init(_folder["remote.git"], "--bare");
        await File.WriteAllTextAsync(StoreOf("not here\n"), "not here\n");
        _repo.Git("remote", "add", "origin", remote.Path);
        _repo.Git("push", "--quiet", "origin", "main");
        File.Delete(StoreOf("not here\n"));
        await File.WriteAllTextAsync(StoreOf("the content of kept.bin\n"), "the content of kept.BIN\n");
        var tree = await Clones
            .Of(_repo)
            .CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);
        tree.Pointers.ShouldBe(["kept.bin"]);
        (await File.ReadAllTextAsync(Path.Combine(tree.Folder, "vague.bin"))).ShouldBe("not here\n");
        (await tree.ChangesAsync(default)).ShouldBeEmpty();

        // A file of terabytes is not read to its end, and one that became something else is looked at as such.
        using (var vast = File.Create(Path.Combine(tree.Folder, "changed.bin")))
            vast.SetLength(1L << 40);
        File.Delete(Path.Combine(tree.Folder, "mode.bin"));
        File.CreateSymbolicLink(Path.Combine(tree.Folder, "mode.bin"), "kept.bin");
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default))
            .LeftOut.Single()
            .Path.ShouldBe("changed.bin");
        using var delivery = await Clones.Of(_repo).DeliveryAsync(_folder["root"], default);
        (await delivery.OpenAsync(_folder["made.bundle"], _start, default))
            .Files.Select(file => (file.Path, file.After!.IsLink))
            .ShouldBe([("mode.bin", true)]);
    }

    [LargeFilesFact]
    public async Task Without_git_lfs_an_agent_sees_pointers_which_is_told_and_what_it_changes_is_not_delivered()
    {
        var clones = new[] { Clones.Of(_repo, isWithoutLargeFiles: true), Clones.Of(_repo) };
        var tree = await clones[0]
            .CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);
        tree.Filters.ShouldBe(["lfs"]);
        (await File.ReadAllTextAsync(Path.Combine(tree.Folder, "kept.bin"))).ShouldStartWith("version https://git-lfs");
        (await tree.ChangesAsync(default)).ShouldBeEmpty();
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "changed.bin"), "whole\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "a.txt"), "whole\n");
        var collected = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        collected
            .LeftOut.Single()
            .ShouldBe(
                new Finding(
                    "changed.bin",
                    Policy.Block,
                    "belongs to Git LFS, and there is no git-lfs here: it would be delivered in place of its pointer"
                )
            );
    }

    [LargeFilesFact]
    public async Task The_judge_looks_at_what_a_large_file_holds()
    {
        var clones = Clones.Of(_repo);
        var tree = await clones.CloneAsync(Directory.CreateDirectory(_folder["root"]).FullName, "one", _start, default);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "key.bin"), Key("b2C3d4E5f6G7"));

        // What was there before is no finding.
        await File.AppendAllTextAsync(Path.Combine(tree.Folder, "old-key.bin"), "and more\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "known.bin"), "the session's own\n");
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "changed.bin"), "the content of changed.bin\u202e\n");
        var secrets = new KnownSecrets(["the session's own"]);
        var collected = await tree.CollectAsync("Made", secrets, _folder["made.bundle"], default);
        collected.LeftOut.Single().Path.ShouldBe("known.bin");
        using var delivery = await clones.DeliveryAsync(_folder["root"], default);
        var judged = await new Judge(delivery, ProtectPolicies.Parse(null)).RunAsync(
            await delivery.OpenAsync(_folder["made.bundle"], _start, default),
            default
        );
        judged
            .Findings.Select(finding => (finding.Path, finding.Policy))
            .ShouldBe([("changed.bin", Policy.Ask), ("key.bin", Policy.Block)], ignoreOrder: true);
    }

    public void Dispose() => _folder.Dispose();

    private static string Key(string part) => $"ghp_{part}{part}{part}\n";

    private string StoreOf(string text)
    {
        var id = LargeFilePointer.Of(System.Text.Encoding.UTF8.GetBytes(text)).Id;
        return _repo[$".git/lfs/objects/{id[..2]}/{id[2..4]}/{id}"];
    }

    private async Task SeesAndChangesAsync(GitWorkTree tree)
    {
        tree.Filters.ShouldBeEmpty();
        tree.Pointers.ShouldBe(["vague.bin"]);
        (await File.ReadAllTextAsync(Path.Combine(tree.Folder, "kept.bin"))).ShouldBe("the content of kept.bin\n");
        new GitRepo(tree.Folder).Git("status", "--porcelain").ShouldBeEmpty("the agent's own git is quiet");
        (await tree.ChangesAsync(default)).ShouldBeEmpty();

        string At(string name) => Path.Combine(tree.Folder, name);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At("mode.bin"), (UnixFileMode)0b111_101_101);
        await File.AppendAllTextAsync(At("changed.bin"), "more\n");
        File.Delete(At("gone.bin"));
        File.Move(At("vague.bin"), At("moved.bin"));
        await File.WriteAllTextAsync(At("new.bin"), "new\n");
        await File.WriteAllTextAsync(At("empty.bin"), "");
        foreach (var name in new[] { "forged.bin", "forged.txt" })
            await File.WriteAllTextAsync(
                At(name),
                $"version https://git-lfs.github.com/spec/v1\noid "
                    + $"sha256:{LargeFilePointer.Of("somebody else's"u8).Id}\nsize 15\n"
            );
        await File.AppendAllTextAsync(At(".gitattributes"), "*.txt filter=lfs\n");
    }

    private async Task<string[]> DeliverAsync(GitClones clones, GitWorkTree tree)
    {
        _repo.Write("other.bin", "somebody else's"); // which is in the store, and in no commit of the start
        _repo.Git("add", "other.bin");
        _repo.Git("rm", "--quiet", "--force", "other.bin");
        (await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default)).LeftOut.ShouldBeEmpty();
        using var delivery = await clones.DeliveryAsync(_folder["root"], default);
        var delivered = await delivery.OpenAsync(_folder["made.bundle"], _start, default);
        var judged = await new Judge(delivery, ProtectPolicies.Parse("git:block")).RunAsync(delivered, default);
        judged
            .Findings.Select(finding => finding.Path)
            .ShouldBe([".gitattributes", "forged.bin", "forged.txt"], ignoreOrder: true);
        judged.Findings.ShouldContain(
            new Finding(
                "forged.bin",
                Policy.Block,
                "is a pointer to a large file that was not there, in place of its content"
            )
        );
        var commit = await delivery.TakeAsync(delivered, judged.Taken, "Made\n", default);
        _repo.Git("rev-parse", commit + ":mode.bin").ShouldBe(_repo.Git("rev-parse", _start + ":mode.bin"));
        _repo
            .Git("show", commit + ":new.bin")
            .ShouldBe(
                $"version https://git-lfs.github.com/spec/v1\noid sha256:{LargeFilePointer.Of("new\n"u8).Id}\nsize 4"
            );

        // git-lfs itself finds nothing wrong, and gives the content back.
        File.ReadAllText(StoreOf("new\n")).ShouldBe("new\n");
        await File.WriteAllTextAsync(StoreOf("not here\n"), "not here\n"); // as it is elsewhere
        _repo.Git("checkout", "--quiet", "--force", "--detach", commit);
        (await File.ReadAllTextAsync(_repo["changed.bin"])).ShouldBe("the content of changed.bin\nmore\n");
        _repo.Git("status", "--porcelain").ShouldBeEmpty();
        return _repo.Git("diff", "--name-only", "--no-renames", _start, commit).Split('\n');
    }
}
