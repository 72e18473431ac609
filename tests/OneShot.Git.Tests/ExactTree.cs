using OneShot.Core.Judging;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Secrets;

namespace OneShot.Git.Tests;

/// <summary>
/// A tree of a session as both forges make it, from a repository
/// of a test: a private clone of ours, or what a job checked out.
/// </summary>
public sealed class ExactTree : IDisposable
{
    public const string Local = "local";
    public const string Workflow = "workflow";

    private GitRepo? _job;

    public ExactTree()
    {
        Repo = GitRepo.Init(Folder["work"]);
        Repo.Commit("First", "a.txt", "one\n");
    }

    public TempFolder Folder { get; } = new("exact");

    public GitRepo Repo { get; }

    /// <summary>Configuration of git that checks out a job's tree.</summary>
    public string[] Settings { get; set; } = [];

    /// <summary>What is done to a job's tree after that.</summary>
    public Action<GitRepo>? CheckedOut { get; set; }

    /// <summary>The repository in which a delivery arrives.</summary>
    public GitRepo Arrived => _job ?? Repo;

    /// <summary>Makes a file one that may be run.</summary>
    public static void MayRun(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Commits what lies in the work tree.</summary>
    public void CommitAll()
    {
        Repo.Git("add", "--all", "--force");
        Repo.Git("commit", "--quiet", "--message=All");
    }

    /// <summary>Commits bytes as they are, whatever attributes say.</summary>
    public void CommitRaw(string path, string text)
    {
        var id = Launch
            .RunWithInput(Repo.Path, null, text, "git", "hash-object", "-w", "--no-filters", "--stdin")
            .Output.Trim();
        Repo.Git("update-index", "--add", "--cacheinfo", $"100644,{id},{path}");
        Repo.Git("commit", "--quiet", "--message=Raw");
    }

    internal async Task<IWorkTree> OpenAsync(string forge)
    {
        var root = Directory.CreateDirectory(Folder["root"]).FullName;
        if (forge == Local)
            return await Clones.Of(Repo).CloneAsync(root, "one", Repo.Git("rev-parse", "HEAD"), default);
        _job = GitRepo.Clone(Repo.Path, Folder["job"], [.. Settings.SelectMany(setting => new[] { "-c", setting })]);
        CheckedOut?.Invoke(_job);
        return await Clones.Of(_job).WatchAsync(root, _job.Path, default);
    }

    internal Task<Collected> CollectAsync(IWorkTree tree) =>
        tree.CollectAsync("Work", KnownSecrets.None, Folder["a.bundle"], default);

    /// <summary>Gathers, judges and delivers; the commit, and what was found.</summary>
    internal async Task<(string? Commit, IReadOnlyList<Finding> Findings)> DeliverAsync(IWorkTree tree)
    {
        var collected = await CollectAsync(tree);
        if (collected.Commit is null)
            return (null, collected.LeftOut);
        using var delivery = await Clones
            .Of(Arrived)
            .DeliveryAsync(Directory.CreateDirectory(Folder["delivery"]).FullName, default);
        var delivered = await delivery.OpenAsync(Folder["a.bundle"], tree.Start, default);
        var judgement = await new Judge(delivery, ProtectPolicies.Usual).RunAsync(delivered, default);
        var commit = await delivery.TakeAsync(delivered, judgement.Taken, "Taken\n", default);
        return (commit, [.. collected.LeftOut, .. judgement.Findings]);
    }

    public void Dispose()
    {
        // .NET can't name a file whose name is no UTF-8.
        if (!OperatingSystem.IsWindows())
            Launch.Run(Folder.Path, null, "find", ".", "-depth", "-path", "*/caf*", "-delete");
        Folder.Dispose();
    }
}
