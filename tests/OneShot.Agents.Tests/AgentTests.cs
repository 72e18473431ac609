using System.Text.Json;

namespace OneShot.Agents.Tests;

/// <summary>
/// What every agent program is held to, at the command line: a plan, its
/// implementation, and each way to fail with the one line it ends in. What it makes of
/// its service's failures is in <see cref="ServiceTests"/>, which runs beside this.
/// </summary>
public abstract class AgentTests(string agent)
{
    /// <summary>Whether it tells its cost.</summary>
    protected virtual bool TellsCost => false;

    /// <summary>Whether it tells its tokens.</summary>
    protected virtual bool TellsTokens => true;

    /// <summary>Takes away what it is let in with.</summary>
    protected abstract void RemoveKey(Dictionary<string, string> variables);

    [Fact]
    public void Plans_and_implements()
    {
        using var model = new Model(Model.Works);
        using var machine = new Machine(agent, model);
        var outcome = machine.Run("--output=json", "--max-cost-usd=5", "--max-turns=50");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var receipt = JsonDocument.Parse(outcome.Output).RootElement;
        machine.Repo.Git("show", receipt.GetProperty("branch").GetString() + ":greeting.txt").ShouldBe("hello");
        machine
            .Repo.Git("log", "--format=%s", "main.." + receipt.GetProperty("branch").GetString())
            .ShouldContain("Add a greeting");
        machine.Pull.GetProperty("draft").GetBoolean().ShouldBeFalse();
        File.ReadAllText(machine.Repo[".git/oneshot/issues/2.json"]).ShouldContain("The prompt asks for a greeting.");
        foreach (var job in new[] { "plan", "implement" })
            UsageIsRecorded(
                machine
                    .LocalRun.GetProperty("jobs")
                    .EnumerateArray()
                    .Single(one => one.GetProperty("name").GetString() == job)
                    .GetProperty("usage"),
                job == "plan" ? 4 : 3
            );
        outcome.Error.Contains("not --max-cost-usd", StringComparison.Ordinal).ShouldBe(!TellsCost, outcome.Error);
        machine.Written.ShouldNotContain(Model.Key);

        // Two sessions, and nothing passed but the plan.
        model.Requests.ShouldAllBe(request => request.GetProperty("key").GetString() == Model.Key);
        var implementing = model
            .Requests.Where(request => Text(request).Contains("implementing half", StringComparison.Ordinal))
            .ToArray();
        implementing.Length.ShouldBeGreaterThanOrEqualTo(3);
        implementing.ShouldAllBe(request =>
            !Text(request).Contains("planning half", StringComparison.Ordinal)
            && !Text(request).Contains("I read the task.", StringComparison.Ordinal)
        );
    }

    /// <summary>What the repository's own tests find red goes back to it, in a session of its own.</summary>
    protected void RedGoesBack()
    {
        using var model = new Model(
            $$"""{ "key": "{{Model.Key}}", "sessions": [ {{Model.Plans}}, {{Model.Mends}}, {{Model.Implements}} ] }"""
        );
        using var machine = new Machine(agent, model);
        var outcome = machine.Run("--verify-command=! grep hello greeting.txt", "--output=json", "--max-turns=50");
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var branch = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("branch").GetString();
        machine.Repo.Git("show", branch + ":greeting.txt").ShouldBe("good day");
        machine.Repo.Git("rev-list", "--count", "main.." + branch).ShouldBe("2");
        machine.Pull.GetProperty("draft").GetBoolean().ShouldBeFalse();
        machine.Pull.GetProperty("body").GetString()!.ShouldContain("what was red went back to the agent once");
        UsageIsRecorded(
            machine
                .LocalRun.GetProperty("jobs")
                .EnumerateArray()
                .Single(job => job.GetProperty("name").GetString() == "implement")
                .GetProperty("usage"),
            3 + 2
        );
        var told = Text(
            model.Requests.Last(request => Text(request).Contains("What is red", StringComparison.Ordinal))
        );
        told.ShouldContain("grep hello greeting.txt");
        told.ShouldNotContain("I commit it.", Case.Sensitive, "it is another session");
        machine.Written.ShouldNotContain(Model.Key);
    }

    [Fact]
    public void Without_a_key_it_says_which()
    {
        using var model = new Model(Model.Works);
        using var machine = new Machine(agent, model);
        RemoveKey(machine.Variables);
        Fails(machine, 6, "OS6003");
        model.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void More_turns_than_it_may()
    {
        using var model = new Model(Model.Loops);
        using var machine = new Machine(agent, model);
        Fails(machine, 6, "OS6007", "--max-turns=2");
        model.Requests.Length.ShouldBeLessThan(12, "the third turn was its last");
    }

    [Fact]
    public void Killed_from_outside()
    {
        if (!OperatingSystem.IsLinux())
            return; // which process is whose is told by /proc
        using var model = new Model(Model.Fails("""{ "hang": true }"""));
        using var machine = new Machine(agent, model);
        using var launch = machine.Start("--timeout=60");
        for (var waited = 0; waited < 400 && model.Requests.Length == 0; waited++)
            Thread.Sleep(100);
        Launch.End(machine.Sessions[0]).ShouldBeTrue();
        Ends(launch.Wait(), 6, "OS6017");
        machine.Sessions.ShouldBeEmpty();
    }

    /// <summary>
    /// Runs and expects a failure: one line at the end, with its code, and the agent's last lines before it.
    /// </summary>
    internal static Outcome Fails(Machine machine, int exit, string code, params string[] arguments) =>
        Ends(machine.Run(arguments), exit, code);

    private static Outcome Ends(Outcome outcome, int exit, string code)
    {
        outcome.ExitCode.ShouldBe(exit, outcome.All);
        outcome.Error.TrimEnd().Split('\n')[^1].ShouldContain(code + ":", Case.Sensitive, outcome.All);
        return outcome;
    }

    private void UsageIsRecorded(JsonElement usage, int turns)
    {
        usage.GetProperty("turns").GetInt32().ShouldBe(turns);
        usage.GetProperty("session_id").GetString().ShouldNotBeNullOrEmpty();
        usage.TryGetProperty("input_tokens", out var tokens).ShouldBe(TellsTokens);
        if (TellsTokens)
            tokens.GetInt64().ShouldBe(100L * turns);
        usage.TryGetProperty("cost_usd", out var cost).ShouldBe(TellsCost);
        if (TellsCost)
            cost.GetDecimal().ShouldBeGreaterThan(0);
    }

    private static string Text(JsonElement request) => request.GetProperty("text").GetString()!;
}
