using OneShot.Core.Dispatch;
using OneShot.Core.Undo;

namespace OneShot.Tests.Dispatch;

/// <summary>What is done is chosen once, by what was asked; no step looks for it again.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TempFolder _folder = new("verb");

    [Fact]
    public void A_new_one_shot_has_all_steps_of_a_dispatch()
    {
        using var verb = Verb(new OneShotSettings { Prompt = "x" });
        verb.ShouldBeOfType<DispatchVerb>();
        string[] order = ["ValidatePrompt", "CreateOneShotBranch", "OpenDraftPr", "TriggerOneShot"];
        verb.Steps.Select(step => step.Name).ShouldBe(order);
    }

    [Fact]
    public void A_resumed_one_has_its_prompt()
    {
        using var verb = Verb(new OneShotSettings { Resume = "k3x9a2" });
        verb.ShouldBeOfType<ResumeVerb>();
        verb.Steps.ShouldBe(DispatchCommand.Steps.Skip(1));
    }

    [Fact]
    public void Undoing_is_no_dispatch_whatever_else_a_variable_asks_for()
    {
        using var verb = Verb(
            new OneShotSettings
            {
                Undo = "k3x9a2",
                Resume = "abc123",
                Prompt = "x",
            }
        );
        verb.ShouldBeOfType<UndoVerb>();
        verb.Steps.ShouldBeEmpty();
        verb.Receipt.ShouldBeNull();
    }

    [Fact]
    public async Task A_preview_is_the_same_verb_with_ports_that_only_look()
    {
        using var verb = Verb(
            new OneShotSettings
            {
                Resume = "k3x9a2",
                Prompt = "x",
                Preview = true,
            }
        );
        await verb.ShouldBeOfType<ResumeVerb>().ValidatePromptAsync(default);
        verb.Receipt!.Preview.ShouldBeTrue();
        verb.Dispatched.ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private IOneShotVerb Verb(OneShotSettings settings) =>
        OneShotVerbs.CreateVerb(settings, new OneShotHost(_folder.Path, _folder.Path, new RecordingReporter()));
}
