using OneShot.Core.Model;
using OneShot.Local.Reports;
using OneShot.Local.Store;

namespace OneShot.Local.Tests.Store;

/// <summary>
/// The local forge's files under writers that are killed at any byte:
/// whoever reads sees one state or the next, never a part of one.
/// </summary>
public sealed class LocalStoreTests : IDisposable
{
    private readonly TempFolder _folder = new("store");
    private readonly LocalThreads _threads;

    public LocalStoreTests()
    {
        _threads = new LocalThreads(new LocalStore(_folder.Path), "Ada", TimeProvider.System);
        _threads.Add(
            new LocalThread
            {
                Number = 0,
                Title = "A draft",
                Body = "",
                Branch = "b",
                Base = "main",
                Author = "Ada",
                CreatedAt = default,
                UpdatedAt = default,
            },
            _ => false
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData(null)]
    public void A_list_that_a_file_lacks_or_that_holds_nothing_is_none(string? list)
    {
        var lists = list is null ? "" : $",\"comments\":{list},\"labels\":{list},\"jobs\":{list},\"earlier\":{list}";
        var clones = list is null ? "" : $",\"clones\":{list}";
        const string at = "\"2026-01-02T03:04:05Z\"";
        _folder.Write(
            "pulls/2.json",
            $"{{\"number\":2,\"title\":\"x\",\"body\":\"\",\"author\":\"a\",\"created_at\":{at},\"updated_at\":{at}{lists}}}"
        );
        _folder.Write(
            "runs/k3x9a2/run.json",
            $"{{\"id\":\"k3x9a2\",\"repository\":\"r\",\"status\":\"queued\",\"inputs\":{{}},\"created_at\":{at}{lists}{clones}}}"
        );
        var store = new LocalStore(_folder.Path);
        if (list == "null")
        {
            Should.Throw<OneShotException>(() => _threads.Get(2)).Error.Code.ShouldBe("OS5007");
            return;
        }

        var thread = _threads.Get(2);
        (thread.Comments.Count, thread.Labels.Count).ShouldBe((0, 0));
        _threads.PullRequests.Select(pull => pull.Number).ShouldBe([1], "one without a branch is none");
        var run = store.Read("runs/k3x9a2/run.json", LocalJson.Readable.LocalRun)!;
        (run.AllJobs.Count, run.Clones.Count, run.Stage.Word).ShouldBe((0, 0, "queued"));
    }

    [Fact]
    public async Task A_writer_that_is_killed_leaves_a_whole_file_and_nobody_waits_for_it()
    {
        for (var kill = 0; kill < 5; kill++)
        {
            using var writer = Launch.Start(
                _folder.Path,
                null,
                "dotnet",
                typeof(LocalStoreTests).Assembly.Location,
                "comment",
                _folder.Path
            );
            var seen = new HashSet<string>();
            while (seen.Count < 4)
            {
                writer.HasEnded.ShouldBeFalse();
                if (Body() is { } body)
                    seen.Add(body);
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

    [Theory]
    [InlineData("paused", "stale", true, "failed")]
    [InlineData("paused", null, true, "planning")]
    [InlineData("queued", null, false, "queued")]
    [InlineData("completed", "neutral", true, "rejected")]
    public void A_word_of_a_newer_version_is_read_and_kept(
        string status,
        string? conclusion,
        bool hasBegun,
        string shown
    )
    {
        // As an earlier commit wrote it, but for the words.
        const string file = "runs/k3x9a2/run.json";
        var store = new LocalStore(_folder.Path);
        var how = conclusion is null ? "" : $"\n  \"conclusion\": \"{conclusion}\",";
        var text = $$"""
            {
              "version": 1,
              "id": "k3x9a2",
              "status": "{{status}}",{{how}}
              "attempt": 1,
              "created_at": "2026-01-02T03:04:05+00:00",
              "queued_at": "2026-01-02T03:04:05+00:00",
              "repository": "/x",
              "inputs": {},
              "jobs": [ { "name": "plan", "started_at": "2026-01-02T03:04:05+00:00", "conclusion": "{{conclusion
                ?? "skipped"}}" } ],
              "clones": []
            }
            """;
        _folder.Write(file, text);
        var run = store.Read(file, LocalJson.Readable.LocalRun)!;
        (run.Status.Word, run.Conclusion?.Word, run.Jobs.Single().Conclusion?.Word, run.HasBegun).ShouldBe(
            (status, conclusion, conclusion ?? "skipped", hasBegun)
        );
        store.Write(file, run, LocalJson.Readable.LocalRun);
        var written = File.ReadAllText(_folder[file]);
        written.ShouldContain($"\"status\": \"{status}\",{how}\n");
        if (conclusion is null)
            written.Split("conclusion").Length.ShouldBe(2, "only the job's");
        var over = run with { Status = conclusion is null ? run.Status : RunStatus.Completed };
        ReportStates
            .OfRun(new ReportData(_threads.GetPullRequest(1), over, "k3x9a2", "") { At = default, Command = "x" })
            .Text.ShouldBe(shown);
    }

    public void Dispose() => _folder.Dispose();

    // The whole of one comment: as many of one letter as were written.
    private string? Body()
    {
        var body = _threads
            .Get(1)
            .Comments.FirstOrDefault(comment => comment.Body.StartsWith("<!-- mark -->", StringComparison.Ordinal))
            ?.Body["<!-- mark -->\n".Length..];
        body?.Distinct().Count().ShouldBe(1);
        return body;
    }
}
