using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Testing.Scaffolding;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>
/// What was chosen reaches the workflow in its tenth input; a workflow
/// that lacks it is never dispatched as if nothing had been chosen.
/// </summary>
public sealed class OptionsTests
{
    private const string Document = """{"format":1,"sandbox":"required","allow-host":"a.example,*.b.example"}""";
    private const string File = ".oneshot/oneshot.yaml";

    private static readonly string Own = ScaffoldedFiles.TextOf(".github/workflows/one-shot.yml");

    [Fact]
    public async Task What_was_chosen_travels_as_one_document()
    {
        using var machine = new Machine(Own);
        await machine.RunAsync(Chosen());
        var inputs = machine.Forge.Dispatched.Single().Inputs;
        inputs["options"].ShouldBe(Document);
        inputs.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task With_everything_there_is_to_say_there_are_ten_inputs()
    {
        using var machine = new Machine(Own);
        var issue = machine.Forge.Plant("eve", "A wish", "x", "wish");
        await machine.RunAsync(Chosen() with { Model = "opus", PlanIssue = issue });
        machine.Forge.Dispatched.Single().Inputs.Count.ShouldBe(10);
    }

    [Fact]
    public async Task Without_a_choice_nothing_is_said()
    {
        using var machine = new Machine(Own);
        await machine.RunAsync();
        machine.Forge.Dispatched.Single().Inputs.ContainsKey("options").ShouldBeFalse();
    }

    [Fact]
    public async Task An_earlier_workflow_works_as_before_and_is_refused_only_what_it_can_not_take()
    {
        using var machine = new Machine(EarlierFiles.Of("one-shot.yml"));
        var refused = await machine.FailAsync(Chosen());
        refused.Error.Code.ShouldBe("OS3080");
        refused.Error.ToLine("./build.sh").ShouldContain("./build.sh --target=OneShotInit");
        refused.Error.Message.ShouldContain("required");
        machine.Branches.ShouldBe(["refs/heads/main"]);
        machine.Forge.PullRequests.ShouldBeEmpty();

        await machine.RunAsync();
        machine.Forge.Dispatched.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_earlier_workflow_is_refused_where_trunk_has_a_file_of_its_own()
    {
        using var machine = new Machine(
            EarlierFiles.Of("one-shot.yml"),
            new Dictionary<string, string> { [File] = "version: 1\nsandbox: required\n" }
        );
        (await machine.FailAsync()).Error.Message.ShouldContain("what .oneshot/oneshot.yaml says would not reach it");
        machine.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_file_of_the_wrong_ending_is_not_silently_no_floor()
    {
        using var machine = new Machine(
            Own,
            new Dictionary<string, string> { [".oneshot/oneshot.yml"] = "version: 1\nsandbox: required\n" }
        );
        var refused = await machine.FailAsync();
        refused.Error.Code.ShouldBe("OS2116");
        refused.Error.Next.ShouldContain("git mv .oneshot/oneshot.yml .oneshot/oneshot.yaml");
        machine.Branches.ShouldBe(["refs/heads/main"]);
    }

    [Fact]
    public async Task A_resume_sends_what_the_dispatch_chose()
    {
        using var machine = new Machine(Own);
        machine.Forge.Refuse(nameof(IForge.OpenPullRequestAsync), OneShotErrors.NotFound("fake.example", "open it"));
        var failed = await machine.FailAsync(Chosen());
        machine.Forge.Refuse(nameof(IForge.OpenPullRequestAsync), null);
        await machine.ResumeAsync(
            failed.ResumeId!,
            how => how with { Terms = RunTerms.Of(new OneShotSettings { Sandbox = "none" }) }
        );
        machine.Forge.Dispatched.Single().Inputs["options"].ShouldBe(Document);
    }

    [Fact]
    public async Task Loosening_trunks_file_is_refused_before_anything_is_made()
    {
        using var machine = new Machine(
            Own,
            new Dictionary<string, string> { [File] = "version: 1\nallow-hosts:\n  - \"*.b.example\"\n" }
        );
        var refused = await machine.FailAsync(Chosen());
        refused.Error.Code.ShouldBe("OS2087");
        refused.Error.Message.ShouldContain("'.oneshot/oneshot.yaml' on trunk, line 2");
        machine.Branches.ShouldBe(["refs/heads/main"]);

        await machine.RunAsync(Chosen("x.b.example"));
        machine
            .Forge.Dispatched.Single()
            .Inputs["options"]
            .ShouldContain("x.b.example", customMessage: "no consent is needed: it happens on no machine of a person");
    }

    [Fact]
    public async Task A_bad_document_is_refused_before_anything_is_made()
    {
        using var machine = new Machine(Own);
        var request = Machine.Asked() with { Options = """{"format":1,"sandbx":"none"}""" };
        (await machine.FailAsync(request)).Error.Code.ShouldBe("OS2081");
        machine.Branches.ShouldBe(["refs/heads/main"]);
    }

    private static DispatchRequest Chosen(string hosts = "a.example,*.b.example") =>
        Machine.Asked() with
        {
            Terms = RunTerms.Of(new OneShotSettings { Sandbox = "required", AllowHost = hosts }),
        };
}
