using OneShot.Core.Dispatch;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

public class WorkflowRulesTests
{
    private static readonly Dictionary<string, string> Sent = new()
    {
        ["distinct_id"] = "k3x9a2",
        ["model_name"] = "opus",
    };

    [Fact]
    public void A_workflow_that_takes_what_is_sent_is_good() =>
        Should.NotThrow(() =>
            Check("one-shot ${{ inputs.distinct_id }}", Input("distinct_id", true), Input("model_name"), Input("other"))
        );

    [Fact]
    public void A_run_that_could_not_be_told_from_others_is_refused()
    {
        Failing(null, Input("distinct_id"), Input("model_name")).ShouldBe("OS3018");
        Failing("one-shot", Input("distinct_id"), Input("model_name")).ShouldBe("OS3018");
    }

    [Fact]
    public void Inputs_must_be_declared() =>
        Failing("${{ inputs.distinct_id }}", Input("distinct_id")).ShouldBe("OS3019");

    [Fact]
    public void What_is_required_must_be_sent() =>
        Failing("${{ inputs.distinct_id }}", Input("distinct_id"), Input("model_name"), Input("ticket", true))
            .ShouldBe("OS3020");

    [Fact]
    public void A_choice_must_offer_the_value() =>
        Failing("${{ inputs.distinct_id }}", Input("distinct_id"), new WorkflowInput("model_name", false, ["haiku"]))
            .ShouldBe("OS2014");

    [Fact]
    public void Without_the_trigger_there_is_no_run() =>
        Should
            .Throw<OneShotException>(() => WorkflowRules.Check("w.yml", new WorkflowDeclaration("x", null), Sent))
            .Error.Code.ShouldBe("OS3017");

    private static WorkflowInput Input(string name, bool required = false) => new(name, required, null);

    private static void Check(string? runName, params WorkflowInput[] inputs) =>
        WorkflowRules.Check("w.yml", new WorkflowDeclaration(runName, inputs), Sent);

    private static string Failing(string? runName, params WorkflowInput[] inputs) =>
        Should.Throw<OneShotException>(() => Check(runName, inputs)).Error.Code;
}
