using OneShot.Core.Storage;

namespace OneShot.Core.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Only_one_holds_it_and_it_leaves_nothing()
    {
        using (var first = FileLock.TryTake(_folder["a/lock"]))
        {
            first.ShouldNotBeNull();
            FileLock.TryTake(_folder["a/lock"]).ShouldBeNull();
            FileLock.Take(_folder["a/lock"], TimeSpan.FromMilliseconds(30)).ShouldBeNull();
        }

        Directory.GetFiles(_folder["a"]).ShouldBeEmpty();
    }

    [Fact]
    public void Two_never_hold_it_however_they_hurry()
    {
        var inside = 0;
        var most = 0;
        var rounds = 0;
        Parallel.For(
            0,
            8,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            _ =>
            {
                for (var i = 0; i < 200; i++)
                {
                    using var taken = FileLock.Take(_folder["lock"], TimeSpan.FromSeconds(30));
                    taken.ShouldNotBeNull();
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    Thread.SpinWait(200);
                    Interlocked.Decrement(ref inside);
                    Interlocked.Increment(ref rounds);
                }
            }
        );
        most.ShouldBe(1);
        rounds.ShouldBe(1600);
    }

    [Fact]
    public void A_sweep_removes_what_nobody_holds()
    {
        _folder.Write("left.lock", "");
        using var held = FileLock.TryTake(_folder["held.lock"]);
        FileLock.Sweep(_folder.Path);
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["held.lock"]]);
        FileLock.TryTake(_folder["held.lock"]).ShouldBeNull();
        FileLock.Sweep(_folder["nowhere"]);
    }

    [Fact]
    public void What_a_killed_process_left_is_nobodys()
    {
        _folder.Write("lock", "left");
        using var taken = FileLock.TryTake(_folder["lock"]);
        taken.ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
