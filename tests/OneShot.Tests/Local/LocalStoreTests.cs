using OneShot.Local;
using OneShot.Local.Store;

namespace OneShot.Tests.Local;

/// <summary>The local forge's files under writers that are killed at any byte: whoever reads sees one state or the next, never a part of one.</summary>
public sealed class LocalStoreTests : IDisposable
{
    private readonly TempFolder _folder = new("store");
    private readonly LocalThreads _threads;

    public LocalStoreTests()
    {
        _threads = new LocalThreads(new LocalStore(_folder.Path), "Ada", TimeProvider.System);
        _threads.Add(new LocalThread { Number = 0, Title = "A draft", Body = "", Branch = "b", Base = "main", Author = "Ada", CreatedAt = default, UpdatedAt = default }, _ => false);
    }

    [Fact]
    public async Task A_writer_that_is_killed_leaves_a_whole_file_and_nobody_waits_for_it()
    {
        for (var kill = 0; kill < 5; kill++)
        {
            using var writer = Launch.Start(_folder.Path, null, "dotnet", typeof(LocalStoreTests).Assembly.Location, "comment", _folder.Path);
            var seen = new HashSet<string>();
            while (seen.Count < 4)
            {
                writer.HasEnded.ShouldBeFalse();
                if (Body() is { } body) seen.Add(body);
            }

            await Task.Delay(Random.Shared.Next(0, 20));
            Launch.End(writer.Id);
            writer.Wait();
            await _threads.CommentAsync(1, "<!-- after -->", $"the kill {kill}", CancellationToken.None);
            Body().ShouldNotBeNull();
        }

        new LostRuns(new LocalStore(_folder.Path), TimeProvider.System).Sweep();
        Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).ShouldBe([_folder["pulls/1.json"]]);
    }

    public void Dispose() => _folder.Dispose();

    // The whole of one comment: as many of one letter as were written.
    private string? Body()
    {
        var body = _threads.Get(1).Comments.FirstOrDefault(comment => comment.Body.StartsWith("<!-- mark -->", StringComparison.Ordinal))?.Body["<!-- mark -->\n".Length..];
        body?.Distinct().Count().ShouldBe(1);
        return body;
    }
}
