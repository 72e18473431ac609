namespace OneShot.Agents.Tests;

public sealed class OpenCodeTests() : AgentTests("opencode")
{
    protected override bool TellsCost => true;

    protected override void RemoveKey(Dictionary<string, string> variables) => variables.Remove("ANTHROPIC_API_KEY");

    public sealed class Service() : ServiceTests("opencode");

    [Fact]
    public void More_money_than_it_may()
    {
        using var model = new Model(Model.Loops);
        using var machine = new Machine("opencode", model);
        Fails(machine, 6, "OS6008", "--max-cost-usd=0.5");
    }

    [Fact]
    public void A_prompt_that_is_too_long()
    {
        using var model = new Model(
            Model.Fails(
                """{ "status": 400, "type": "invalid_request_error", "message": "prompt is too long: 300000 tokens > 200000 maximum" }"""
            )
        );
        using var machine = new Machine("opencode", model);
        Fails(machine, 6, "OS6009").Error.ShouldContain("prompt is too long");
    }

    [Fact]
    public void A_provider_of_the_users_own_comes_by_its_configuration()
    {
        using var model = new Model(Model.Works);
        using var machine = new Machine("opencode", model) { ModelName = "gateway/scripted" };
        machine.Variables.Remove("ANTHROPIC_BASE_URL");
        machine.Variables.Remove("ANTHROPIC_API_KEY");
        machine.Variables["OPENCODE_CONFIG"] = machine.Folder.Write(
            "opencode.json",
            $$$"""{ "provider": { "gateway": { "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "{{{model.Url}}}/v1", "apiKey": "{env:GATEWAY_KEY}" }, "models": { "scripted": {} } } } }"""
        );
        machine.Variables["GATEWAY_KEY"] = Model.Key;
        var outcome = machine.Run("--agent-env=GATEWAY_KEY");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        model.Requests.ShouldAllBe(request => request.GetProperty("api").GetString() == "chat");
        machine.Written.ShouldNotContain(Model.Key);
    }
}
