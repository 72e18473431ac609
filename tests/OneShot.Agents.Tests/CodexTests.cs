namespace OneShot.Agents.Tests;

public sealed class CodexTests() : AgentTests("codex")
{
    protected override void RemoveKey(Dictionary<string, string> variables) => variables.Remove("OPENAI_API_KEY");

    public sealed class Service() : ServiceTests("codex")
    {
        // Its service answers so, and not with words of the model's.
        protected override string Refusal =>
            Model.Fails(
                """{ "status": 400, "type": "invalid_prompt", "message": "Invalid prompt: your prompt was flagged as potentially violating our usage policy." }"""
            );
    }

    [Fact]
    public void What_is_red_goes_back_to_it() => RedGoesBack();

    [Fact]
    public void An_answer_that_is_cut_at_the_models_limit()
    {
        using var model = new Model(Model.Plays("""{ "text": "long", "stop": "max_tokens" }"""));
        using var machine = new Machine("codex", model);
        Fails(machine, 6, "OS6009").Error.ShouldContain("max_output_tokens");
    }
}
