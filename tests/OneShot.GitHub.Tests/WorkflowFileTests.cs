namespace OneShot.GitHub.Tests;

public class WorkflowFileTests
{
    [Theory]
    [InlineData("on: workflow_dispatch")]
    [InlineData("on: [push, workflow_dispatch]")]
    [InlineData("on:\n  workflow_dispatch:")]
    [InlineData("'on':\n  workflow_dispatch:\n    inputs:")]
    [InlineData("\"on\": { push: {}, workflow_dispatch: { } }")]
    public void Every_spelling_of_the_trigger_is_known(string text) => Read(text).Inputs.ShouldBeEmpty();

    [Theory]
    [InlineData("on: push")]
    [InlineData("on: [push]")]
    [InlineData("on:\n  push:")]
    [InlineData("jobs: {}")]
    public void Without_the_trigger_there_are_no_inputs(string text) => Read(text).Inputs.ShouldBeNull();

    [Fact]
    public void Inputs_are_read_with_what_they_demand()
    {
        var workflow = Read(
            "run-name: >-\n  one-shot ${{ inputs.distinct_id }}\non:\n  workflow_dispatch:\n    inputs:\n      a: { "
                + "required: true }\n      b: { required: true, default: x }\n      c:\n      d: { type: choice, "
                + "options: [x, 'y'] }\n"
        );
        workflow.RunName.ShouldBe("one-shot ${{ inputs.distinct_id }}");
        workflow
            .Inputs!.Select(input => (input.Name, input.IsRequired))
            .ShouldBe([("a", true), ("b", false), ("c", false), ("d", false)]);
        workflow.Inputs![3].Choices.ShouldBe(["x", "y"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("- a\n- list")]
    [InlineData("a: [1")]
    [InlineData("a: b: c")]
    [InlineData("a: &x [*x]\nb: *nowhere")]
    public void What_is_no_workflow_is_told(string text) =>
        Should.Throw<OneShotException>(() => Read(text)).Error.Code.ShouldBe("OS3016");

    [Fact]
    public void A_file_that_github_would_not_take_is_not_read() =>
        Should
            .Throw<OneShotException>(() => Read("on: push\n#" + new string('x', 512 * 1024)))
            .Error.Message.ShouldContain("512 KiB");

    private static OneShot.Core.Model.WorkflowDeclaration Read(string text) => new WorkflowFile().Read("w.yml", text);
}
