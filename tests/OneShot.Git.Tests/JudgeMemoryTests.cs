using OneShot.Core.Judging;
using OneShot.Core.Protection;

namespace OneShot.Git.Tests;

/// <summary>
/// Alone, because memory is counted for the whole process: a
/// large delivery is looked at in buffers that are used again.
/// </summary>
[Collection(nameof(Alone))]
public sealed class JudgeMemoryTests : IDisposable
{
    private const int Files = 4;
    private const int Megabytes = 10;

    private readonly TempFolder _folder = new("memory");

    [Fact]
    public async Task Many_large_files_take_the_memory_of_one()
    {
        var repo = GitRepo.Init(_folder["work"]);
        var start = Commit(repo, "before");
        var tip = Commit(repo, "after");
        repo.Git("update-ref", "refs/heads/collected", tip);
        repo.Git("bundle", "create", "--quiet", _folder["large.bundle"], "refs/heads/collected", "^" + start);
        repo.Git("reset", "--quiet", "--hard", start);

        using var delivery = await Clones
            .Of(repo)
            .DeliveryAsync(Directory.CreateDirectory(_folder["root"]).FullName, default);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var delivered = await delivery.OpenAsync(_folder["large.bundle"], start, default);
        var judgement = await new Judge(delivery, ProtectPolicies.Usual).RunAsync(delivered, default);
        judgement.Findings.ShouldBeEmpty();
        judgement.Taken.Count.ShouldBe(Files);

        // One buffer for what is there, one for what was, and the bookkeeping.
        var megabytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (1024 * 1024);
        megabytes.ShouldBeLessThan(4 * Megabytes);
    }

    public void Dispose() => _folder.Dispose();

    private static string Commit(GitRepo repo, string word)
    {
        var text = string.Concat(
            Enumerable.Repeat($"a line {word} the session, as long as lines are\n", Megabytes * 1024 * 1024 / 50)
        );
        for (var i = 0; i < Files; i++)
            repo.Write($"large-{i}.txt", $"{i}\n{text}");
        repo.Git("add", "--all");
        repo.Git("commit", "--quiet", "--message", word);
        return repo.Git("rev-parse", "HEAD");
    }
}
