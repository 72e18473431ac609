using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;

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
        var call = (await dispatching.RunAsync(settings)).Calls![^1];
        call.Text.Split('\n').Count(line => line.StartsWith("inputs.", StringComparison.Ordinal)).ShouldBe(10);
        dispatching.Reporter.Text.ShouldContain("inputs.options: " + Document, customMessage: "a preview shows it");
    }

    [Fact]
    public async Task Without_a_choice_nothing_is_said()
    {
        using var peer = new PeerRepository(Own());
        await new Dispatching(peer, peer.LocalClone()).RunAsync();
        peer.Runs.Single()!["inputs"]!.AsObject().ContainsKey("options").ShouldBeFalse();
    }

    [Fact]
    public async Task An_earlier_workflow_works_as_before_and_is_refused_only_what_it_can_not_take()
    {
        using var peer = new PeerRepository(Earlier());
        var repo = peer.LocalClone();
        var refused = await new Dispatching(peer, repo).FailAsync(Chosen());
        refused.Error.Code.ShouldBe("OS3080");
        refused.Error.ToLine("./build.sh").ShouldContain("./build.sh --target=OneShotInit");
        refused.Error.Message.ShouldContain("required");
        peer.Branches.ShouldBe(["refs/heads/main"]);
        peer.Pulls.ShouldBeEmpty();

        await new Dispatching(peer, repo).RunAsync();
        peer.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_earlier_workflow_is_refused_where_trunk_has_a_file_of_its_own()
    {
        using var peer = new PeerRepository(
            Earlier(),
            files: new Dictionary<string, string> { [".oneshot/oneshot.yaml"] = "version: 1\nsandbox: required\n" }
        );
        (await new Dispatching(peer, peer.LocalClone()).FailAsync()).Error.Message.ShouldContain(
            "what .oneshot/oneshot.yaml says would not reach it"
        );
        peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_file_of_the_wrong_ending_is_not_silently_no_floor()
    {
        using var peer = new PeerRepository(
            Own(),
            files: new Dictionary<string, string> { [".oneshot/oneshot.yml"] = "version: 1\nsandbox: required\n" }
        );
        var refused = await new Dispatching(peer, peer.LocalClone()).FailAsync();
        refused.Error.Code.ShouldBe("OS2116");
        refused.Error.Next.ShouldContain("git mv .oneshot/oneshot.yml .oneshot/oneshot.yaml");
        peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_resume_sends_what_the_dispatch_chose()
    {
        using var peer = new PeerRepository(Own());
        var repo = peer.LocalClone();
        peer.Fault("status", "POST", "/pulls", times: 9, status: 404);
        var failed = await new Dispatching(peer, repo).FailAsync(Chosen());
        peer.Repair();
        await new Dispatching(peer, repo).RunAsync(
            new OneShotSettings
            {
                Resume = failed.ResumeId,
                Sandbox = "none",
                GitTimeout = 30,
                HttpTimeout = 5,
                RunTimeout = 5,
            }
        );
        peer.Runs.Single()!["inputs"]!["options"]!.ToString().ShouldBe(Document);
    }

    [Fact]
    public async Task Loosening_trunks_file_is_refused_before_anything_is_made()
    {
        using var peer = new PeerRepository(
            Own(),
            files: new Dictionary<string, string>
            {
                [".oneshot/oneshot.yaml"] = "version: 1\nallow-hosts:\n  - \"*.b.example\"\n",
            }
        );
        var refused = await new Dispatching(peer, peer.LocalClone()).FailAsync(Chosen());
        refused.Error.Code.ShouldBe("OS2087");
        refused.Error.Message.ShouldContain("'.oneshot/oneshot.yaml' on trunk, line 2");
        peer.Branches.ShouldBe(["refs/heads/main"]);

        var tighter = Chosen();
        tighter.AllowHost = "x.b.example";
        await new Dispatching(peer, peer.LocalClone("other")).RunAsync(tighter);
        peer.Runs.Single()!["inputs"]!["options"]!
            .ToString()
            .ShouldContain("x.b.example", customMessage: "no consent is needed: it happens on no machine of a person");
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

    [Fact]
    public async Task A_bad_document_is_refused_before_anything_is_made()
    {
        using var peer = new PeerRepository(Own());
        var settings = Dispatching.Settings();
        settings.Options = """{"format":1,"sandbx":"none"}""";
        (await new Dispatching(peer, peer.LocalClone()).FailAsync(settings)).Error.Code.ShouldBe("OS2081");
        peer.Branches.ShouldBe(["refs/heads/main"]);
    }

    private static OneShotSettings Chosen()
    {
        var settings = Dispatching.Settings();
        (settings.Sandbox, settings.AllowHost) = ("required", "a.example,*.b.example");
        return settings;
    }

    private static string Own() => Scaffold.For(Doctor.Patient.Usual).Single(file => file.Path == File).Text;

    private static string Earlier() => Scaffolding.EarlierFiles.Of("one-shot.yml");
}
