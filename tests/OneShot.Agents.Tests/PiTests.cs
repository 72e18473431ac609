namespace OneShot.Agents.Tests;

public sealed class PiTests() : AgentTests("pi")
{
    protected override bool TellsCost => true;

    protected override void RemoveKey(Dictionary<string, string> variables) => variables.Remove("ANTHROPIC_API_KEY");

    public sealed class Service() : ServiceTests("pi");

    [Fact]
    public void More_money_than_it_may()
    {
        using var model = new Model(Model.Loops);
        using var machine = new Machine("pi", model);
        Fails(machine, 6, "OS6008", "--max-cost-usd=0.5");
    }

    [Fact]
    public void An_answer_that_is_cut_at_the_models_limit()
    {
        using var model = new Model(Model.Plays("""{ "text": "long", "stop": "max_tokens" }"""));
        using var machine = new Machine("pi", model);
        Fails(machine, 6, "OS6009").Error.ShouldContain("limit of length");
    }

    [Fact]
    public void A_prompt_that_is_too_long()
    {
        using var model = new Model(
            Model.Fails(
                """{ "status": 400, "type": "invalid_request_error", "message": "prompt is too long: 300000 tokens > 200000 maximum" }"""
            )
        );
        using var machine = new Machine("pi", model);
        Fails(machine, 6, "OS6009").Error.ShouldContain("prompt is too long");
    }

    [Fact]
    public void A_service_that_drops_the_connection()
    {
        using var model = new Model(Model.Fails("""{ "drop": true }"""));
        using var machine = new Machine("pi", model);
        Fails(machine, 6, "OS6005", "--retry-seconds=1");
        model.Requests.Length.ShouldBeInRange(2, 4);
    }

    [Fact]
    public void A_planner_that_writes_nothing_is_quoted()
    {
        using var model = new Model(Model.Plays("""{ "text": "There is nothing to plan here." }"""));
        using var machine = new Machine("pi", model);
        Fails(machine, 6, "OS6010").Error.ShouldContain("There is nothing to plan here.");
    }

    [Theory]
    [InlineData("openai/gpt-5.4", "OPENAI_API_KEY", "OPENAI_BASE_URL", "/v1", "responses")]
    [InlineData("google/gemini-2.5-pro", "GEMINI_API_KEY", "GOOGLE_GEMINI_BASE_URL", "", "gemini")]
    [InlineData("anthropic/claude-sonnet-4-6", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "", "anthropic")]
    public void Each_of_its_providers_works_at_an_address_of_the_users(
        string name,
        string key,
        string address,
        string path,
        string api
    )
    {
        using var model = new Model(Model.Works);
        using var machine = new Machine("pi", model) { ModelName = name };
        foreach (var variable in new[] { "ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY" })
            machine.Variables.Remove(variable);
        (machine.Variables[key], machine.Variables[address]) = (Model.Key, model.Url + path);
        var outcome = machine.Run();
        outcome.ExitCode.ShouldBe(0, outcome.All);
        model.Requests.ShouldAllBe(request => request.GetProperty("api").GetString() == api);
        model.Requests.ShouldAllBe(request => request.GetProperty("key").GetString() == Model.Key);
        machine.Written.ShouldNotContain(Model.Key);
    }

    [Fact]
    public void A_repository_that_makes_it_try_for_ever_waits_no_longer()
    {
        using var model = new Model(
            Model.Fails("""{ "status": 529, "type": "overloaded_error", "message": "Overloaded" }""")
        );
        using var machine = new Machine("pi", model);
        machine.Repo.Commit(
            "Patience",
            ".pi/settings.json",
            """{ "retry": { "maxRetries": 100000, "baseDelayMs": 200, "maxAgentDelayMs": 200 } }"""
        );
        Fails(machine, 6, "OS6005", "--retry-seconds=1");
    }
}
