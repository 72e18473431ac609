namespace OneShot.Tests.Agents;

/// <summary>
/// What each agent program prints, as it was recorded with the real one: what was used, and
/// the one failure it stands for. TestAgents plays the same with the programs themselves.
/// </summary>
public sealed class RecordedTests
{
    [Theory]
    [InlineData("claude", 3, 300L, 0.0024)]
    [InlineData("codex", 3, 300L, null)]
    [InlineData("gemini", 3, 300L, null)]
    [InlineData("opencode", 3, 300L, 0.0018)]
    [InlineData("pi", 3, 300L, 0.0018)]
    [InlineData("copilot", 3, null, null)]
    public async Task A_session_that_ends_well_tells_what_it_used(string agent, int turns, long? tokens, double? cost)
    {
        using var player = new Player(agent);
        var usage = await player.PlayAsync("ok");
        (usage.Turns, usage.InputTokens, usage.LastWords).ShouldBe((turns, tokens, "All done."));
        ((double?)usage.CostUsd).ShouldBe(cost);
        usage.SessionId.ShouldNotBeNullOrEmpty();
        (await File.ReadAllTextAsync(player.Folder["work/prompt.seen"])).ShouldBe("Do it.\n");
        player.Reporter.Lines.ShouldContain(line => line.Contains($"{agent}: 3 turns", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("claude", "nokey", "OS6003", "Set ANTHROPIC_API_KEY")]
    [InlineData("claude", "s401", "OS6004", "authentication_failed")]
    [InlineData("claude", "s529", "OS6005", "overloaded")]
    [InlineData("claude", "cut", "OS6005", "the connection broke off")]
    [InlineData("claude", "refusal", "OS6006", "safeguards flagged")]
    [InlineData("claude", "maxtok", "OS6009", "output token maximum")]
    [InlineData("codex", "s401", "OS6004", "invalid x-api-key")]
    [InlineData("codex", "s529", "OS6005", "Overloaded")]
    [InlineData("codex", "cut", "OS6005", "stream disconnected")]
    [InlineData("codex", "refusal", "OS6006", "flagged")]
    [InlineData("codex", "maxtok", "OS6009", "max_output_tokens")]
    [InlineData("gemini", "nokey", "OS6003", "Set GEMINI_API_KEY")]
    [InlineData("gemini", "s401", "OS6004", "invalid x-api-key")]
    [InlineData("gemini", "s529", "OS6005", "Overloaded")]
    [InlineData("gemini", "cut", "OS6005", "terminated")]
    [InlineData("opencode", "s401", "OS6004", "invalid x-api-key")]
    [InlineData("opencode", "s529", "OS6005", "Overloaded")]
    [InlineData("opencode", "cut", "OS6005", "broke off")]
    [InlineData("opencode", "refusal", "OS6006", "content filter")]
    [InlineData("opencode", "maxtok", "OS6009", "limit of length")]
    [InlineData("pi", "nokey", "OS6003", "Set ANTHROPIC_API_KEY")]
    [InlineData("pi", "s401", "OS6004", "invalid x-api-key")]
    [InlineData("pi", "s529", "OS6005", "Overloaded")]
    [InlineData("pi", "cut", "OS6005", "terminated")]
    [InlineData("pi", "refusal", "OS6006", "I can not help with that.")]
    [InlineData("pi", "maxtok", "OS6009", "limit of length")]
    [InlineData("copilot", "nokey", "OS6003", "COPILOT_GITHUB_TOKEN")]
    [InlineData("copilot", "s401", "OS6004", "transient_auth_error")]
    [InlineData("copilot", "s529", "OS6005", "api_error")]
    [InlineData("copilot", "cut", "OS6005", "streaming_error")]
    public async Task A_session_that_fails_is_one_line(string agent, string recording, string code, string told)
    {
        using var player = new Player(agent);
        var failure = await Should.ThrowAsync<OneShotException>(() => player.PlayAsync(recording));
        failure.Error.Code.ShouldBe(code, failure.Message);
        failure.Message.ShouldContain(told);
        failure.Message.ShouldNotContain("\n");
        failure.Tail.ShouldNotBeEmpty();
        var last = $"| {failure.Tail[^1]}";
        player.Reporter.Lines.ShouldContain(line => line.Contains(last, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("codex")]
    [InlineData("gemini")]
    [InlineData("opencode")]
    [InlineData("pi")]
    [InlineData("copilot")]
    public async Task Whoever_goes_on_after_its_last_turn_is_ended(string agent)
    {
        using var player = new Player(agent);
        (
            await Should.ThrowAsync<OneShotException>(() => player.PlayAsync("ok", player.Task with { Turns = 2 }))
        ).Error.Code.ShouldBe("OS6007");
        await player.PlayAsync("ok", player.Task with { Turns = 3 });
    }

    [Fact]
    public async Task Whoever_goes_on_after_its_money_is_spent_is_ended()
    {
        using var player = new Player("opencode");
        (
            await Should.ThrowAsync<OneShotException>(() =>
                player.PlayAsync("ok", player.Task with { CostUsd = 0.001m })
            )
        ).Error.Code.ShouldBe("OS6008");
        await player.PlayAsync("ok", player.Task with { CostUsd = 0.01m });
    }

    [Theory]
    [InlineData("codex", "the time limit and --max-turns are")]
    [InlineData("gemini", "the time limit and --max-turns are")]
    [InlineData("copilot", "the time limit and --max-turns are")]
    public async Task A_limit_that_nobody_can_keep_is_told(string agent, string told)
    {
        using var player = new Player(agent);
        await player.PlayAsync("ok", player.Task with { CostUsd = 1 });
        player.Reporter.Lines.ShouldContain(line =>
            line.Contains(
                $"the agent {agent} does not report its cost, so only {told} enforced, and not --max-cost-usd.",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task The_users_own_command_has_the_time_limit_only()
    {
        using var player = new Player("command");
        await player.RunAsync(player.Task with { Command = "true", CostUsd = 1, Turns = 1 });
        player
            .Reporter.Lines.Count(line => line.Contains("so only the time limit is enforced", StringComparison.Ordinal))
            .ShouldBe(2);
    }
}
