using System.Text;
using OneShot.Agents.Claude;
using OneShot.Agents.Codex;
using OneShot.Agents.Copilot;
using OneShot.Agents.OpenCode;
using OneShot.Agents.Pi;
using OneShot.Agents.Sessions;

namespace OneShot.Tests.Agents;

/// <summary>What a session sees in place of its agent's keys and log-ins, and which hosts a key belongs to.</summary>
public sealed class MaskTests : IDisposable
{
    private readonly TempFolder _home = new("mask");
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public void A_key_in_a_variable_is_another_of_its_look_for_the_models_host()
    {
        _variables["ANTHROPIC_API_KEY"] = "sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz";
        var mask = Of(new ClaudeAgent());
        var key = mask.Keys.Single();
        mask.Variable("ANTHROPIC_API_KEY").ShouldBe(key.StandIn);
        key.StandIn.ShouldStartWith("sk-ant-api03-");
        key.StandIn.Length.ShouldBe(key.Value.Length);
        key.StandIn.ShouldNotBe(key.Value);
        key.Hosts.Select(host => host.ToString()).ShouldBe(["api.anthropic.com"]);
        mask.Held.ShouldBeEmpty();
        key.ToString().ShouldNotContain(key.Value);
    }

    [Theory]
    [InlineData("https://gateway.example/v1", "gateway.example:443", false)]
    [InlineData("http://127.0.0.1:4201", "127.0.0.1:4201", false)]
    [InlineData("http://gateway.example:8080", "gateway.example:8080", true)]
    [InlineData("nonsense", "", true)]
    public void A_gateways_host_takes_the_place_of_the_default(string address, string host, bool isHeld)
    {
        (_variables["ANTHROPIC_API_KEY"], _variables["ANTHROPIC_BASE_URL"]) = ("0123456789abcdefghij", address);
        var mask = Of(new ClaudeAgent());
        string.Join(' ', mask.Hosts).ShouldBe(host);
        mask.Held.ShouldBe(isHeld ? ["ANTHROPIC_API_KEY"] : []);
        (mask.Variable("ANTHROPIC_API_KEY") == "0123456789abcdefghij").ShouldBe(isHeld);
    }

    [Fact]
    public void What_can_not_be_masked_is_told()
    {
        (_variables["COPILOT_GITHUB_TOKEN"], _variables["COPILOT_PROVIDER_API_KEY"]) = (
            "github_pat_0123456789abcdefghij",
            "short"
        );
        Of(new CopilotAgent()).Held.ShouldBe(["COPILOT_PROVIDER_API_KEY", "COPILOT_GITHUB_TOKEN"]);
        _home.Write(
            ".copilot/config.json",
            """{"copilot_tokens":{"https://github.com:mona":"gho_0123456789abcdefghij"}}"""
        );
        Of(new CopilotAgent()).Held[^1].ShouldBe("~/.copilot/config.json");
        _home.Write(".claude/.credentials.json", "not what it was");
        Of(new ClaudeAgent()).Held.ShouldBe(["~/.claude/.credentials.json"]);
    }

    [Fact]
    public void A_log_in_has_a_stand_in_for_its_token_and_nothing_for_what_renews_it()
    {
        const string text =
            """{"claudeAiOauth":{"accessToken":"sk-ant-oat01-aaaaaaaaaaaaaaaaaaaaaaaa","refreshToken":"sk-ant-ort01-bbbbbbbbbbbbbbbbbbbbbbbb","expiresAt":4102444800000,"scopes":["user:inference"]}}""";
        _home.Write(".claude/.credentials.json", text);
        var mask = Of(new ClaudeAgent());
        var shown = mask.File(".claude/.credentials.json", text);
        mask.Keys.Single().Value.ShouldBe("sk-ant-oat01-aaaaaaaaaaaaaaaaaaaaaaaa");
        shown.ShouldContain(mask.Keys.Single().StandIn);
        shown.ShouldNotContain("aaaaaaaa");
        shown.ShouldNotContain("bbbbbbbb");
        shown.ShouldContain("4102444800000");
        mask.Held.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_in_three_parts_keeps_the_two_that_are_read()
    {
        var token =
            $"{Part("""{"alg":"RS256"}""")}.{Part("""{"exp":4102444800,"email":"mona@example.com"}""")}.{new string('s', 86)}";
        var text =
            $$$"""{"tokens":{"id_token":"{{{token.Replace("sss", "iii")}}}","access_token":"{{{token}}}","refresh_token":"rt_0123456789abcdefghij","account_id":"1"}}""";
        _home.Write(".codex/auth.json", text);
        var mask = Of(new CodexAgent());
        mask.Keys.Single().StandIn.ShouldStartWith(token[..token.LastIndexOf('.')]);
        mask.Keys.Single().Hosts.Select(host => host.ToString()).ShouldBe(["chatgpt.com"]);
        var shown = mask.File(".codex/auth.json", text);
        foreach (var secret in new[] { "ssssss", "iiiiii", "rt_0123456789" })
            shown.ShouldNotContain(secret);
        mask.Held.ShouldBeEmpty();
    }

    [Fact]
    public void One_provider_of_many_is_masked_and_the_others_are_told()
    {
        const string text =
            """{"anthropic":{"type":"api","key":"sk-ant-api03-0123456789abcdefghij"},"elsewhere":{"type":"api","key":"0123456789abcdefghij"}}""";
        _home.Write(".local/share/opencode/auth.json", text);
        var mask = Of(new OpenCodeAgent());
        mask.Keys.Single().Hosts.Single().Name.ShouldBe("api.anthropic.com");
        mask.File(".local/share/opencode/auth.json", text).ShouldContain("\"0123456789abcdefghij\"");
        mask.Held.ShouldBe(["~/.local/share/opencode/auth.json"]);
    }

    [Theory]
    [InlineData("anthropic", "access", "api.anthropic.com")]
    [InlineData("openai", "key", "api.openai.com")]
    [InlineData("google", "key", "generativelanguage.googleapis.com")]
    [InlineData("openrouter", "key", "openrouter.ai")]
    [InlineData("openai", "access", null)] // an account of another host's, which looks into the token
    [InlineData("elsewhere", "key", null)]
    public void Of_pis_providers_those_are_masked_whose_host_is_known(string provider, string member, string? host)
    {
        var text =
            $$$"""{"{{{provider}}}":{"type":"x","{{{member}}}":"0123456789abcdefghij","expires":4102444800000}}""";
        _home.Write(".pi/agent/auth.json", text);
        var mask = Of(new PiAgent());
        mask.Keys.SelectMany(key => key.Hosts).Select(one => one.Name).ShouldBe(host is null ? [] : [host]);
        mask.File(".pi/agent/auth.json", text).Contains("0123456789abcdefghij").ShouldBe(host is null);
        mask.Held.ShouldBe(host is null ? ["~/.pi/agent/auth.json"] : []);
    }

    public void Dispose() => _home.Dispose();

    private static string Part(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private AgentMask Of(AgentProgram program) =>
        AgentMask.Of(program, name => name == "HOME" ? _home.Path : _variables.GetValueOrDefault(name));
}
