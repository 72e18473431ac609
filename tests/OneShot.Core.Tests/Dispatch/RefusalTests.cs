using OneShot.Core.Dispatch;
using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Dispatch;

/// <summary>
/// Everything that can be checked is checked before the first write: after each of these there is nothing.
/// </summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("model=gpt-5", "OS2009")]
    [InlineData("agent=cursor", "OS2010")]
    [InlineData("base=nowhere", "OS2018")]
    [InlineData("ref=nowhere", "OS2018")]
    [InlineData("remote=upstream", "OS3005")]
    [InlineData("workflow=other.yml", "OS3015")]
    [InlineData("branch=mine", "OS2014")]
    [InlineData("resume=aaaaaa", "OS2019")]
    public async Task Input_that_cannot_work(string setting, string code)
    {
        using var machine = new Machine();
        var (value, asked) = (setting.Split('=')[1], Machine.Asked());
        var request = setting.Split('=')[0] switch
        {
            "model" => asked with { Model = value },
            "agent" => asked with { Agent = value },
            "base" => asked with { Forge = new ForgeRequest { Base = value } },
            "ref" => asked with { Ref = value },
            "remote" => asked with { Forge = new ForgeRequest { Remote = value } },
            "workflow" => asked with { Workflow = value },
            "branch" => asked with { Given = new GivenOneShot { BranchName = value } },
            _ => new ResumeRequest(new DispatchRequest(), value),
        };
        await NothingIsMade(machine, request, code);
    }

    [Theory]
    [InlineData("run-name: one-shot ${{ inputs.distinct_id }}", "run-name: one-shot", "OS3018")]
    [InlineData("run-name: one-shot ${{ inputs.distinct_id }}", "", "OS3018")]
    [InlineData("workflow_dispatch:", "push_of_something:", "OS3017")]
    [InlineData("prompt_sha256: { type: string }", "", "OS3019")]
    [InlineData("agent: { type: string }", "agent: { type: choice, options: [codex] }", "OS2014")]
    [InlineData(
        "agent: { type: string }",
        "agent: { type: string }\n      ticket: { type: string, required: true }",
        "OS3020"
    )]
    [InlineData("name: one-shot\n", "name: [one-shot\n", "OS3016")]
    public async Task A_workflow_that_would_not_take_it(string part, string instead, string code)
    {
        using var machine = new Machine(PeerRepository.Workflow.Replace(part, instead, StringComparison.Ordinal));
        await NothingIsMade(machine, Machine.Asked(), code);
    }

    [Fact]
    public async Task What_the_forge_does_not_let_be_done()
    {
        using var machine = new Machine();
        machine.Forge.Refuse(nameof(IForge.CheckAsync), OneShotErrors.WorkflowDisabled("one-shot.yml", "disabled"));
        await NothingIsMade(machine, Machine.Asked(), "OS4013");
    }

    [Fact]
    public async Task A_workflow_that_is_on_the_default_branch_but_not_on_the_base_that_is_dispatched()
    {
        using var machine = new Machine();
        var bare = new Dictionary<string, string> { ["a.txt"] = "a" };
        machine.Repository.Move("refs/heads/bare", machine.Repository.Make(null, bare, "Nothing\n"));
        await NothingIsMade(machine, Machine.Asked() with { Ref = "bare" }, "OS3015");
    }

    [Fact]
    public async Task A_folder_without_a_repository()
    {
        using var machine = new Machine();
        machine.Repository.State = null;
        await NothingIsMade(machine, Machine.Asked(), "OS3002");
    }

    [Fact]
    public async Task A_remote_that_is_empty()
    {
        using var machine = new Machine();
        machine.Repository.Move("refs/heads/main", null);
        (await machine.FailAsync()).Error.Code.ShouldBe("OS3014");
    }

    public static TheoryData<string> Prompts => new(HostilePrompts.Refused.Select(prompt => prompt.Name));

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_prompt_that_is_none(string name)
    {
        using var machine = new Machine();
        var (_, bytes, code) = HostilePrompts.Refused.Single(prompt => prompt.Name == name);
        machine.Write("prompt.md", bytes);
        var request = Machine.Asked() with { Prompt = new PromptRequest { File = "prompt.md" } };
        await NothingIsMade(machine, request, code);
    }

    private static async Task NothingIsMade(Machine machine, DispatchRequest request, string code)
    {
        var before = machine.Branches.ToArray();
        var exception = await machine.FailAsync(request);
        exception.Error.Code.ShouldBe(code);
        exception.ResumeId.ShouldBeNull();
        machine.HasJournals.ShouldBeFalse();
        machine.Branches.ShouldBe(before);
        machine.Forge.PullRequests.ShouldBeEmpty();
        machine.Forge.Dispatched.ShouldBeEmpty();
    }
}
