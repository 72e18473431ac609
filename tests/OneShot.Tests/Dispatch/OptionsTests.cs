using OneShot.Testing.Scaffolding;

namespace OneShot.Tests.Dispatch;

/// <summary>
/// What was chosen reaches the workflow in its tenth input; a workflow
/// that lacks it is never dispatched as if nothing had been chosen.
/// </summary>
public sealed class OptionsTests
{
    private const string File = ".github/workflows/one-shot.yml";
    private const string Document = """{"format":1,"sandbox":"required","allow-host":"a.example,*.b.example"}""";

    [Fact]
    public async Task What_was_chosen_travels_as_one_document()
    {
        using var peer = new PeerRepository(Own());
        await new Dispatching(peer, peer.LocalClone()).RunAsync(Chosen());
        var inputs = peer.Runs.Single()!["inputs"]!.AsObject();
        inputs["options"]!.ToString().ShouldBe(Document);
        inputs.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task With_everything_there_is_to_say_there_are_ten_inputs()
    {
        using var peer = new PeerRepository(Own());
        var settings = Chosen();
        (settings.Model, settings.PlanIssue, settings.Preview) = ("opus", 7, true);
        var dispatching = new Dispatching(peer, peer.LocalClone());
        var call = (await dispatching.RunAsync(settings)).ShouldBeOfType<PreviewReceipt>().Calls[^2];
        call.Text.Split('\n').Count(line => line.StartsWith("inputs.", StringComparison.Ordinal)).ShouldBe(10);
        dispatching.Reporter.Text.ShouldContain("inputs.options: " + Document, customMessage: "a preview shows it");
    }

    [Fact]
    public async Task Trunk_is_the_commit_that_the_one_shot_starts_from_whatever_is_checked_out()
    {
        using var peer = new PeerRepository(Own());
        var repo = peer.LocalClone();
        repo.Commit("Mine", ".oneshot/oneshot.yaml", "version: 1\nsandbox: auto\n");
        repo.Write(".oneshot/oneshot.yaml", "no: yaml: at all");
        var settings = Chosen();
        settings.Sandbox = "none";
        await new Dispatching(peer, repo).RunAsync(settings);
        peer.Runs.Count.ShouldBe(1);
    }

    private static OneShotSettings Chosen()
    {
        var settings = Dispatching.Settings();
        (settings.Sandbox, settings.AllowHost) = ("required", "a.example,*.b.example");
        return settings;
    }

    private static string Own() => ScaffoldedFiles.TextOf(File);
}
