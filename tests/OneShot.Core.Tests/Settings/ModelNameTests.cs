using OneShot.Core.Model;

namespace OneShot.Core.Tests.Settings;

public class ModelNameTests
{
    [Theory]
    [InlineData("h", "claude", "haiku")]
    [InlineData("HAIKU", "claude", "haiku")]
    [InlineData("S", "claude", "sonnet")]
    [InlineData("sonnet", "claude", "sonnet")]
    [InlineData("o", "claude", "opus")]
    [InlineData("Opus", "claude", "opus")]
    [InlineData("claude-sonnet-4-6", "claude", "claude-sonnet-4-6")]
    [InlineData(
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        "claude",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    )]
    [InlineData("gpt-5-codex", "codex", "gpt-5-codex")]
    [InlineData("gemini-2.5-pro", "gemini", "gemini-2.5-pro")]
    [InlineData("anthropic/claude-sonnet-4-6", "opencode", "anthropic/claude-sonnet-4-6")]
    [InlineData("openai/gpt-5.4:high", "pi", "openai/gpt-5.4:high")]
    [InlineData("claude-sonnet-4.5", "copilot", "claude-sonnet-4.5")]
    [InlineData("anything-1", "command", "anything-1")]
    [InlineData("sonnet", "auto", "sonnet")]
    [InlineData(null, "claude", null)]
    public void A_model_is_told_to_the_agent(string? typed, string agent, string? told) =>
        ModelName.Parse(typed, agent).ShouldBe(told);

    [Theory]
    [InlineData("", "claude")]
    [InlineData("sonet", "claude")]
    [InlineData("gpt-5", "claude")]
    [InlineData("claude-sonnet-4-6\n", "claude")]
    [InlineData("claude-$(id)", "claude")]
    [InlineData("sonnet", "codex")]
    [InlineData("sonnet", "opencode")]
    [InlineData("sonnet", "pi")]
    [InlineData("--help/me", "pi")]
    [InlineData("--help", "copilot")]
    [InlineData("a b", "command")]
    [InlineData("a b", "auto")]
    [InlineData("haiku", "rehearsal")]
    public void What_is_no_model_of_the_agent_is_refused(string typed, string agent) =>
        Should.Throw<OneShotException>(() => ModelName.Parse(typed, agent)).Error.Code.ShouldBe("OS2009");

    [Fact]
    public void Agents_are_known_in_any_case()
    {
        AgentName.Parse(null).ShouldBe("auto");
        AgentName.Parse("Codex").ShouldBe("codex");
        Should.Throw<OneShotException>(() => AgentName.Parse("cursor")).Error.Next.ShouldContain("claude, codex");
    }
}
