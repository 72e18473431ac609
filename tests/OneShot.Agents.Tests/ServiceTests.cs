namespace OneShot.Agents.Tests;

/// <summary>
/// What every agent program makes of a service that refuses, fails or hangs. It waits most of the time, and so has a
/// class of its own for each agent, beside <see cref="AgentTests"/>.
/// </summary>
public abstract class ServiceTests(string agent)
{
    /// <summary>How this agent is refused by its service.</summary>
    protected virtual string Refusal =>
        // each time: some ask once more by themselves
        """{ "sessions": [ { "turns": [], "last": { "text": "I can't help with that.", "stop": "refusal" } } ] }""";

    /// <summary>
    /// What a refusal is reported as: by an agent that keeps it to itself, as a plan that was not written.
    /// </summary>
    protected virtual string RefusedCode => "OS6006";

    [Fact]
    public void A_key_that_is_refused()
    {
        using var model = new Model("""{ "key": "another" }""");
        using var machine = new Machine(agent, model);
        AgentTests.Fails(machine, 6, "OS6004");
        machine.Written.ShouldNotContain(Model.Key);
    }

    [Theory]
    [InlineData("""{ "status": 529, "type": "overloaded_error", "message": "Overloaded" }""")]
    [InlineData("""{ "garbage": true }""")]
    [InlineData("""{ "cut": true }""")]
    public void A_service_that_only_fails(string fail)
    {
        using var model = new Model(Model.Fails(fail));
        using var machine = new Machine(agent, model);
        AgentTests.Fails(machine, 6, "OS6005", "--retry-seconds=1");
    }

    [Fact]
    public void A_task_that_is_declined()
    {
        using var model = new Model(Refusal);
        using var machine = new Machine(agent, model);
        var outcome = AgentTests.Fails(machine, 6, RefusedCode);
        if (RefusedCode == "OS6010")
            outcome.Error.ShouldContain("I can't help with that.");
    }

    [Fact]
    public void A_service_that_never_answers()
    {
        using var model = new Model(Model.Fails("""{ "hang": true }"""));

        // On a machine that is busy with other things an agent may need longer until it asks.
        foreach (var seconds in new[] { 8, 30, 90 }.TakeWhile(_ => model.Requests.Length == 0))
        {
            using var machine = new Machine(agent, model);
            AgentTests.Fails(machine, 7, "OS7005", $"--timeout={seconds}");
            if (OperatingSystem.IsLinux())
                machine.Sessions.ShouldBeEmpty();
        }

        model.Requests.ShouldNotBeEmpty();
    }
}
