using OneShot.Core.Storage;

namespace OneShot.Core.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_write_that_fails_changes_nothing()
    {
        _folder.Write("a.json", "before");
        Should.Throw<InvalidOperationException>(() =>
            AtomicFile.Write(
                _folder["a.json"],
                file =>
                {
                    file.Write("half"u8);
                    throw new InvalidOperationException();
                }
            )
        );
        File.ReadAllText(_folder["a.json"]).ShouldBe("before");
        Directory.GetFiles(_folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_and_one_at_work_is_left_alone()
    {
        _folder.Write("a.json.1-1.tmp", "old");
        File.SetLastWriteTimeUtc(_folder["a.json.1-1.tmp"], DateTime.UtcNow.AddHours(-1));
        _folder.Write("a.json.2-1.tmp", "young");
        AtomicFile.Sweep(_folder.Path, TimeSpan.FromMinutes(1));
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["a.json.2-1.tmp"]]);
        AtomicFile.Sweep(_folder.Path, TimeSpan.FromMinutes(1), process => process == 2);
        Directory.GetFiles(_folder.Path).ShouldBe([_folder["a.json.2-1.tmp"]]);
        AtomicFile.Sweep(_folder.Path, TimeSpan.FromMinutes(1), _ => false);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
        AtomicFile.Sweep(_folder["nowhere"], TimeSpan.Zero);
    }

    public void Dispose() => _folder.Dispose();
}
