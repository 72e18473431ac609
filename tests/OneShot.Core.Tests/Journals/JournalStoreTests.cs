using OneShot.Core.Journals;

namespace OneShot.Core.Tests.Journals;

public sealed class JournalStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly JournalStore _store;

    public JournalStoreTests() => _store = new JournalStore(_folder.Path);

    [Fact]
    public void What_is_saved_is_found_whole()
    {
        var journal = Sample("k3x9a2") with
        {
            Branch = "b",
            AwaitsTasks = true,
            Checkout = new JournaledCheckout("main", "abc", null),
            Run = new JournaledRun("9007199254740993", "u"),
            PullRequest = new JournaledPullRequest(7, "p"),
        };
        _store.Save(journal);
        _store.Find("k3x9a2").ShouldBe(journal);
        File.ReadAllText(_folder["oneshot/journal/k3x9a2.json"]).ShouldContain("\"prompt_sha256\"");
        Directory.GetFiles(_folder["oneshot/journal"]).Length.ShouldBe(1);
    }

    [Fact]
    public void The_newest_comes_first_and_a_damaged_one_hides_no_other()
    {
        _store.Save(Sample("aaaaaa") with { CreatedAt = DateTimeOffset.UnixEpoch });
        _store.Save(Sample("bbbbbb") with { CreatedAt = DateTimeOffset.UnixEpoch.AddDays(1) });
        _folder.Write("oneshot/journal/cccccc.json", "{\"id\":");
        _store.All().Select(journal => journal.Id).ShouldBe(["bbbbbb", "aaaaaa"]);
        Should.Throw<OneShotException>(() => _store.Find("cccccc")).Error.Code.ShouldBe("OS5007");
    }

    [Theory]
    [InlineData("k3x9a2", "\"id\": null")]
    [InlineData("k3x9a2", "\"id\": \"a3x9a2\"")]
    [InlineData("k3x9a2", "\"id\": \"\\u001b[31m\"")]
    [InlineData("$(touch x)", "\"id\": \"$(touch x)\"")]
    [InlineData("k3x9a2", "\"id\": \"k3x9a2\", \"prompt\": null")]
    [InlineData("k3x9a2", "\"id\": \"k3x9a2\", \"remote\": null")]
    public void One_that_somebody_changed_to_what_none_is_is_damaged(string name, string changed)
    {
        _store.Save(Sample("k3x9a2"));
        var path = _folder["oneshot/journal/k3x9a2.json"];
        var text = File.ReadAllText(path);
        File.Delete(path);
        foreach (var field in new[] { "id", "prompt", "remote" }.Where(field => changed.Contains($"\"{field}\"")))
            text = System.Text.RegularExpressions.Regex.Replace(text, $" *\"{field}\": \"[^\"]*\",?\n", "");
        _folder.Write($"oneshot/journal/{name}.json", "{" + changed + "," + text.TrimStart('{', '\n'));
        Should.Throw<OneShotException>(() => _store.Find(name)).Error.Code.ShouldBe("OS5007");
        _store.All().ShouldBeEmpty();
    }

    [Fact]
    public void Only_one_holds_the_lock()
    {
        using (_store.Lock("k3x9a2"))
        {
            Should.Throw<OneShotException>(() => _store.Lock("k3x9a2")).Error.Code.ShouldBe("OS5003");
            _store.Lock("a3x9a2").Dispose();
        }

        _store.Lock("k3x9a2").Dispose();
        Directory.GetFiles(_folder["oneshot/journal"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_told()
    {
        _folder.Write("oneshot", "a file in the way");
        Should.Throw<OneShotException>(() => _store.Save(Sample("k3x9a2"))).Error.Code.ShouldBe("OS3021");
        Should.Throw<OneShotException>(() => _store.Lock("k3x9a2")).Error.Code.ShouldBe("OS3021");
    }

    public void Dispose() => _folder.Dispose();

    private static Journal Sample(string id) =>
        new()
        {
            Id = id,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Prompt = "x\n",
            PromptSha256 = "s",
            Agent = "claude",
            Remote = "origin",
            Workflow = "one-shot.yml",
        };
}
