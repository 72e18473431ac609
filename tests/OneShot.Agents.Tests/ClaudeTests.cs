namespace OneShot.Agents.Tests;

public sealed class ClaudeTests() : AgentTests("claude")
{
    protected override bool TellsCost => true;

    protected override void RemoveKey(Dictionary<string, string> variables) => variables.Remove("ANTHROPIC_API_KEY");

    public sealed class Service() : ServiceTests("claude");

    [Fact]
    public void What_is_red_goes_back_to_it() => RedGoesBack();

    [Fact]
    public void More_money_than_it_may()
    {
        using var model = new Model(Model.Loops);
        using var machine = new Machine("claude", model);
        Fails(machine, 6, "OS6008", "--max-cost-usd=0.5");
    }

    [Fact]
    public void A_repository_that_forbids_the_tools_is_no_repository_without_work_to_do()
    {
        using var model = new Model(
            $$"""{ "sessions": [ {{Model.Plans}}, { "match": "implementing half", "turns": [ { "text": "I write.", "bash": "touch greeting.txt" }, { "text": "I could not." } ] } ] }"""
        );
        using var machine = new Machine("claude", model);
        machine.Repo.Commit(
            "Forbid",
            ".claude/settings.json",
            """{ "permissions": { "deny": [ "Bash(touch:*)" ] } }"""
        );
        Fails(machine, 6, "OS6009").Error.ShouldContain("was not allowed to use Bash");
    }

    [Fact]
    public void An_answer_that_is_cut_at_the_models_limit()
    {
        using var model = new Model(
            """{ "sessions": [ { "turns": [], "last": { "text": "long", "stop": "max_tokens" } } ] }"""
        );
        using var machine = new Machine("claude", model);
        Fails(machine, 6, "OS6009").Error.ShouldContain("output token maximum");
    }

    [Fact]
    public void A_planner_that_writes_nothing_is_quoted()
    {
        using var model = new Model(Model.Plays("""{ "text": "There is nothing to plan here." }"""));
        using var machine = new Machine("claude", model);
        Fails(machine, 6, "OS6010").Error.ShouldContain("There is nothing to plan here.");
    }
}
