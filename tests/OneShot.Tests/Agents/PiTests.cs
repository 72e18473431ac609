using System.Text.Json;
using OneShot.Core.Model;

namespace OneShot.Tests.Agents;

/// <summary>What Pi is started with, and what is made of what it prints; with its other providers' words as measured.</summary>
public sealed class PiTests : IDisposable
{
    private const string Good =
        """{"type":"message_end","message":{"role":"assistant","content":[{"type":"text","text":"All done."}],"usage":{"input":100,"output":20,"cacheRead":7,"cacheWrite":3,"cost":{"total":0.001}},"stopReason":"stop","rawStopReason":"end_turn"}}""";
    private const string Settled = """{"type":"agent_settled","aborted":false}""";
    private const string Begins = """{"type":"turn_start"}""";
    private readonly Player _player = new("pi");

    [Fact]
    public async Task Its_prompt_is_no_argument_and_it_asks_nobody_and_looks_for_nothing()
    {
        using var player = new Player("pi", "printf '%s\\n' \"$@\" > arguments; env > environment; exit 3");
        await player.FailAsync(player.Task with { Model = "openai/gpt-5.4:high" });
        (await File.ReadAllLinesAsync(player.Folder["work/arguments"])).ShouldBe([
            "--mode",
            "json",
            "--no-session",
            "--approve",
            "--model",
            "openai/gpt-5.4:high",
        ]);
        (await File.ReadAllTextAsync(player.Folder["work/prompt.seen"])).ShouldBe("Do it.\n");
        var environment = await File.ReadAllLinesAsync(player.Folder["work/environment"]);
        foreach (var fixedValue in new[] { "PI_OFFLINE=1", "PI_SKIP_VERSION_CHECK=1", "PI_TELEMETRY=0" })
            environment.ShouldContain(fixedValue);
    }

    [Theory]
    [InlineData("ANTHROPIC_BASE_URL", "https://gateway.example", "anthropic", "https://gateway.example")]
    [InlineData("OPENAI_BASE_URL", "https://gateway.example/v1", "openai", "https://gateway.example/v1")]
    [InlineData("GOOGLE_GEMINI_BASE_URL", "https://gateway.example/", "google", "https://gateway.example/v1beta")]
    [InlineData("GOOGLE_GEMINI_BASE_URL", "https://gateway.example/v1beta", "google", "https://gateway.example/v1beta")]
    [InlineData("ANTHROPIC_BASE_URL", "https://a.example/\"}", "anthropic", "https://a.example/\"}")]
    public async Task An_address_of_the_users_is_its_providers(
        string variable,
        string address,
        string provider,
        string told
    )
    {
        using var player = new Player("pi", "cp -r \"$HOME/.pi/agent\" agent; exit 3");
        player.Variables[variable] = address;
        await player.FailAsync();
        var providers = Read(player, "models.json").GetProperty("providers");
        providers.EnumerateObject().Single().Name.ShouldBe(provider);
        providers.GetProperty(provider).GetProperty("baseUrl").GetString().ShouldBe(told);
    }

    [Fact]
    public async Task It_tries_again_where_that_is_seen_and_nowhere_else()
    {
        using var player = new Player("pi", "cp -r \"$HOME/.pi/agent\" agent; exit 3");
        await player.FailAsync();
        var settings = Read(player, "settings.json");
        settings.GetProperty("retry").GetProperty("enabled").GetBoolean().ShouldBeTrue();
        settings.GetProperty("retry").GetProperty("provider").GetProperty("maxRetries").GetInt32().ShouldBe(0);
        settings.GetProperty("cacheWarming").GetString().ShouldBe("off");
        File.Exists(player.Folder["work/agent/models.json"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        """OpenAI API error (401): {"code":"x","message":"invalid x-api-key"}""",
        "OS6004",
        "authenticated: invalid x-api"
    )]
    [InlineData(
        """{"error":{"code":401,"message":"invalid x-api-key"}}""",
        "OS6004",
        "authenticated: invalid x-api-key"
    )]
    [InlineData("""OpenAI API error (503): {"message":"Overloaded"}""", "OS6005", "available: Overloaded")]
    [InlineData("""{"error":{"code":503,"message":"Overloaded"}}""", "OS6005", "available: Overloaded")]
    [InlineData("Connection error.: read ECONNRESET", "OS6005", "ECONNRESET")]
    [InlineData("Anthropic stream ended without a stop reason", "OS6005", "stream ended")]
    [InlineData("Incomplete JSON segment at the end", "OS6005", "Incomplete JSON")]
    [InlineData("Provider stopped with: SAFETY", "OS6006", "SAFETY")]
    [InlineData(
        """OpenAI API error (400): {"code":"invalid_prompt","message":"It was flagged as x"}""",
        "OS6006",
        "It"
    )]
    [InlineData("""400 {"error":{"message":"prompt is too long: 3 > 2"}}""", "OS6009", "failed: prompt is too long: 3")]
    [InlineData("", "OS6009", "it gave no reason")]
    [InlineData("400 of \"message\": \"\\q\\u12\"", "OS6009", "failed: ")]
    public async Task Each_provider_has_words_of_its_own(string words, string code, string told)
    {
        var failure = await FailsAsync(Begins, Failed(words), Settled);
        failure.Error.Code.ShouldBe(code, failure.Message);
        failure.Message.ShouldContain(told);
    }

    [Fact]
    public async Task A_refusal_is_told_with_the_models_words()
    {
        var refused = Good.Replace("\"end_turn\"", "\"refusal\"", StringComparison.Ordinal)
            .Replace("\"stop\"", "\"error\"", StringComparison.Ordinal);
        var failure = await FailsAsync(Begins, refused, Settled);
        failure.Error.Code.ShouldBe("OS6006");
        failure.Message.ShouldContain("The agent pi declined the task: All done.");
    }

    [Theory]
    [InlineData("err No API key found for openai.", "OS6003", "Set OPENAI_API_KEY,")]
    [InlineData("err No API key found for mistral.", "OS6003", "the provider of its --model")]
    [InlineData("err Error: Model \"a/b\" not found. Use --list-models", "OS6009", "Model \"a/b\" not found")]
    [InlineData(
        "err SyntaxError: The requested module 'node:module' does not provide an export named 'enableCompileCache'",
        "OS6009",
        "it needs Node 22.19 or newer"
    )]
    public async Task What_stops_it_before_it_begins(string line, string code, string told)
    {
        var failure = await FailsAsync(line, "exit 1");
        failure.Error.Code.ShouldBe(code, failure.Message);
        $"{failure.Message} {failure.Error.Next}".ShouldContain(told);
    }

    [Fact]
    public async Task What_it_got_over_is_no_failure_and_the_same_turn()
    {
        var usage = await PlayAsync(
            _player.Task with
            {
                Turns = 1,
                RetryLimit = TimeSpan.FromMinutes(1),
            },
            Begins,
            Failed("Overloaded"),
            Retry("529 Overloaded"),
            Begins,
            Failed("terminated"),
            Retry("terminated"),
            Begins,
            Good,
            Settled
        );
        (usage.Turns, usage.InputTokens, usage.OutputTokens, usage.CostUsd).ShouldBe((1, 110, 20, 0.001m));
        usage.LastWords.ShouldBe("All done.");
        _player.Reporter.Lines.ShouldNotContain(line => line.StartsWith("| ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_only_fails_is_left_when_its_time_is_over()
    {
        var failure = await FailsAsync(
            Begins,
            Failed("x"),
            Retry("x"),
            Begins,
            Retry("529 {\"message\":\"Over\"}"),
            "sleep 60"
        );
        failure.Error.Code.ShouldBe("OS6005");
        failure.Message.ShouldContain("not available: Over");
    }

    [Fact]
    public async Task Its_money_is_counted_with_what_its_summaries_cost()
    {
        string[] lines =
        [
            Begins,
            Good,
            """{"type":"compaction_end","reason":"threshold","result":{"usage":{"input":5,"output":6,"cost":{"total":0.5}}}}""",
            Begins,
            Good,
            Settled,
        ];
        var usage = await PlayAsync(_player.Task, lines);
        (usage.InputTokens, usage.OutputTokens, usage.CostUsd).ShouldBe((225, 46, 0.502m));
        _player.Folder.Write("recording.txt", Recorded(lines));
        (await _player.FailAsync(_player.Task with { CostUsd = 0.5m })).Error.Code.ShouldBe("OS6008");
    }

    [Theory]
    [InlineData("exit 0")] // ended in the middle
    [InlineData("""{"type":"agent_settled","aborted":true}""")]
    [InlineData("""{"type":"turn_start"}""", Settled)]
    public async Task What_did_not_come_to_its_end_is_no_success(params string[] ending)
    {
        var failure = await FailsAsync([Begins, Good, .. ending]);
        failure.Error.Code.ShouldBe("OS6009", failure.Message);
        failure.Message.ShouldContain("it ended without a result");
    }

    [Theory]
    [InlineData("""{"type":"message_end","message":"assistant"}""")]
    [InlineData("""{"type":"message_end","message":{"role":"assistant","content":"x","usage":7,"stopReason":{}}}""")]
    [InlineData(
        """{"type":"message_end","message":{"role":"assistant","content":[[],null,{"type":"text","text":[]}]}}"""
    )]
    [InlineData(
        """{"type":"message_end","message":{"role":"assistant","usage":{"input":1e25,"output":-1e27,"cost":{"total":"NaN"}}}}"""
    )]
    [InlineData(
        """{"type":"message_end","message":{"role":"assistant","usage":{"cost":{"total":7e28}}}}""",
        """{"type":"message_end","message":{"role":"assistant","usage":{"cost":{"total":7e28}}}}"""
    )]
    [InlineData("""{"type":"auto_retry_start","errorMessage":7}""")]
    [InlineData("""{"type":["session"],"id":{}}""")]
    [InlineData("""{"type":"tool_execution_start","toolName":"\u001b[2Jbash","args":"\n::set-output name=x::y"}""")]
    [InlineData("""{"type":"compaction_end","result":null}""")]
    [InlineData("{\"type\":\"message_end\",\"message\":{\"role\":\"assistant\"")]
    public async Task Whatever_it_prints_it_goes_on(params string[] lines)
    {
        var usage = await PlayAsync(_player.Task, [Begins, .. lines, Good, Settled]);
        usage.LastWords.ShouldBe("All done.");
        _player.Reporter.Lines.ShouldAllBe(line => !line.Contains('\u001b'));
    }

    public void Dispose() => _player.Dispose();

    private static string Failed(string words) =>
        $$$"""{"type":"message_end","message":{"role":"assistant","content":[],"usage":{"input":0,"output":0,"cost":{"total":0}},"stopReason":"error","errorMessage":{{{JsonSerializer.Serialize(words)}}}}}""";

    private static string Retry(string words) =>
        $$"""{"type":"auto_retry_start","attempt":1,"maxAttempts":1000,"delayMs":1,"errorMessage":{{JsonSerializer.Serialize(words)}}}""";

    private static string Recorded(params string[] lines) =>
        string.Concat(lines.Select(line => (line.StartsWith('{') ? "out " : "") + line + "\n"));

    private Task<AgentUsage> PlayAsync(AgentTask task, params string[] lines)
    {
        _player.Folder.Write("recording.txt", Recorded(lines));
        return _player.RunAsync(task);
    }

    private Task<OneShotException> FailsAsync(params string[] lines)
    {
        _player.Folder.Write("recording.txt", Recorded(lines));
        return _player.FailAsync();
    }

    private static JsonElement Read(Player player, string file) =>
        JsonDocument.Parse(File.ReadAllText(player.Folder["work/agent/" + file])).RootElement;
}
