using OneShot.Core.Model;
using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>
/// What an agent's git was told to keep is read of its index by us: no git of ours opens a file of its git directory.
/// </summary>
public sealed class AgentIndexTests : IDisposable
{
    private readonly TempFolder _folder = new("index");
    private readonly GitRepo _repo;
    private readonly RecordingReporter _reporter = new();

    public AgentIndexTests() => _repo = GitRepo.Init(_folder["work"]);

    [Theory]
    [InlineData("sha1", "2", "")]
    [InlineData("sha1", "3", "--intent-to-add")]
    [InlineData("sha1", "4", "")]
    [InlineData("sha256", "2", "")]
    [InlineData("sha256", "4", "--intent-to-add")]
    public async Task What_git_wrote_is_read_in_each_version(string hash, string version, string how)
    {
        if (OperatingSystem.IsWindows())
            return;
        var repo = GitRepo.Init(_folder["other"], "--object-format=" + hash);
        repo.Commit("Rules", ".gitignore", "made/\n*.log\n");
        var tree = await CloneAsync(repo);
        var agent = new GitRepo(tree.Folder);
        foreach (var name in new[] { "made/first", "made/second", "made/sécond", new string('l', 200) + ".log" })
            agent.Write(name, "x\n");
        agent.Git(["add", "--force", .. how.Length > 0 ? new[] { how } : [], "."]);
        agent.Git("update-index", "--force-write-index", "--index-version", version);
        (await LeftOutAsync(tree)).ShouldBe([
            new string('l', 200) + ".log",
            "made/first",
            "made/second",
            "made/sécond",
        ]);
        _reporter.Text.ShouldNotContain("ls-files");
    }

    [Fact]
    public async Task One_that_would_name_more_than_it_holds_is_read_no_further_than_a_limit()
    {
        _repo.Commit("Rules", ".gitignore", "made\n");
        var tree = await CloneAsync(_repo);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "made"), "x");
        await File.WriteAllBytesAsync(Path.Combine(tree.Folder, ".git/index"), Growing());
        (await LeftOutAsync(tree)).ShouldBe(["made"]);
        _reporter.Text.ShouldNotContain("ls-files");
        var before = GC.GetAllocatedBytesForCurrentThread();
        new AgentIndex(new TrackedFiles(), 20).Read(Path.Combine(tree.Folder, ".git"));
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64L * 1024 * 1024);
    }

    [Theory]
    [InlineData("44495243")]
    [InlineData("444952430000000500000001")]
    [InlineData("4449524300000002ffffffff")]
    [InlineData("4449524300000004ffffffff0000")]
    public async Task Rubbish_is_as_if_nothing_were_staged(string bytes)
    {
        _repo.Commit("Rules", ".gitignore", "made\n");
        var tree = await CloneAsync(_repo);
        await File.WriteAllTextAsync(Path.Combine(tree.Folder, "made"), "x");
        await File.WriteAllBytesAsync(Path.Combine(tree.Folder, ".git/index"), Convert.FromHexString(bytes));
        (await LeftOutAsync(tree)).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    // Version 4: each name is all of the one before it and one letter more. "made" is the first.
    private static byte[] Growing()
    {
        const int Entries = 11_000;
        using var index = new MemoryStream();
        index.Write([.. "DIRC"u8, 0, 0, 0, 4, 0, 0, Entries >> 8, Entries & 255]);
        for (var i = 0; i < Entries; i++)
        {
            index.Write([.. new byte[24], 0, 0, 0x81, 0xa4, .. new byte[32], 0xf, 0xff]);
            index.Write([0, .. i == 0 ? "made"u8 : "a"u8, 0]);
        }

        index.Write(new byte[20]);
        return index.ToArray();
    }

    private Task<GitWorkTree> CloneAsync(GitRepo repo)
    {
        GitRunner Git(string folder) => new(folder, TimeSpan.FromMinutes(1), _reporter);
        var clones = new GitClones(Git(repo.Path), repo[".git"], Git, new Identity("Mona", "mona@example.com"));
        var root = Directory.CreateDirectory(_folder["root"]).FullName;
        return clones.CloneAsync(root, "one", repo.Git("rev-parse", "HEAD"), default);
    }

    private async Task<string[]> LeftOutAsync(GitWorkTree tree)
    {
        var found = await tree.CollectAsync("Made", KnownSecrets.None, _folder["made.bundle"], default);
        found.LeftOut.ShouldAllBe(finding => finding.Policy == Policy.Block);
        return [.. found.LeftOut.Select(finding => finding.Path)];
    }
}
