using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Secrets;

namespace OneShot.Core.Tests.Secrets;

/// <summary>What a session was let in with is found by value, and told nobody.</summary>
public sealed class KnownSecretsTests
{
    private static readonly string Token = new Made(5).Of(20) + "/+" + new Made(6).Of(20);

    [Fact]
    public void They_are_found_in_any_encoding_and_taken_out_in_any_spelling()
    {
        var known = new KnownSecrets([Token, "short"], ["Production"]);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            known
                .Find([0, 255, 7, .. encoding.GetBytes($"x{Token}y Production")])
                .Single()
                .Kind.ShouldBe(KnownSecrets.Kind);
        }

        known.Find("Production, short").ShouldBeEmpty();
        known.Find($"names/{Token}.txt").Count.ShouldBe(1);
        var spelled =
            $"{Token} {System.Text.Json.JsonSerializer.Serialize(Token)} {Uri.EscapeDataString(Token)} "
            + $"{Token.Replace("/", "\\/", StringComparison.Ordinal)} Production short";
        known.Without(spelled).ShouldBe("*** \"***\" *** *** *** short");
    }

    [Fact]
    public void One_of_several_lines_is_taken_out_of_each()
    {
        var (first, last) = (new Made(7).Of(20), new Made(8).Of(20));
        var known = new KnownSecrets([$"{first}\r\n  {last}\n"]);
        known.Without($"a {first}").ShouldBe("a ***");
        known.Without($"{last} b").ShouldBe("*** b");
        known.Find($"a {first}").ShouldBeEmpty("a line of a file may be one of many files");
    }

    [Fact]
    public void They_are_in_no_document_and_no_trace()
    {
        var usage = new AgentUsage(1, 2, 3, null, 4, null) { Secrets = new KnownSecrets([Token]) };
        System.Text.Json.JsonSerializer.Serialize(usage).ShouldNotContain("ecrets");
        usage.ToString().ShouldNotContain(Token);
    }

    [Fact]
    public void Of_a_log_in_tokens_are_secrets_and_names_are_none()
    {
        var (access, refresh) = ($"sk-ant-oat01-{new Made(7).Url(95)}", new Made(8).Of(43));
        var json = $$"""
            {
              "claudeAiOauth": { "accessToken": "{{access}}", "refreshToken": "{{refresh}}", "expiresAt": 1798761600000, "scopes": ["user:inference", "user:sessions:claude_code"], "subscriptionType": "max", "rateLimitTier": "default_claude_max_20x" },
              "last_refresh": "2026-11-29T01:39:36.123Z", "email": "mona.lisa.1503@example-company.com", "base_url": "https://api.acme.io/v1/0123456789abcdef", "model": "claude-opus-4-20250514", "folder": "/srv/projects/shop", "OPENAI_API_KEY": null, "auth_mode": "chatgpt"
            }
            """;
        LogInText.SecretsOf(json).ShouldBe([access, refresh]);
        LogInText
            .SecretsOf($"# settings\nmodel = \"gpt-5.1-codex\"\ntoken = \"{refresh}\"\nurl = https://api.acme.io/v1\n")
            .ShouldBe([refresh]);
    }
}
