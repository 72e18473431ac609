using System.Text.Json;

namespace OneShot.Agents.Tests;

/// <summary>
/// Each agent in a sandbox, with a stand-in for its key, against a
/// model that speaks TLS by a certificate that only the user trusts. Both ways in run side by side.
/// </summary>
public abstract class SandboxedAgentTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    public sealed class Key : SandboxedAgentTests
    {
        [SandboxTheory]
        [InlineData("claude", "ANTHROPIC_API_KEY")]
        [InlineData("codex", "OPENAI_API_KEY")]
        [InlineData("gemini", "GEMINI_API_KEY")]
        [InlineData("copilot", "COPILOT_PROVIDER_API_KEY")]
        [InlineData("opencode", "ANTHROPIC_API_KEY")]
        [InlineData("pi", "ANTHROPIC_API_KEY")]
        public void Works_with_a_key_that_it_does_not_hold(string agent, string variable)
        {
            using var model = new Model(Script, _authority);
            using var machine = Prepared(agent, model);
            machine.Variables[variable].ShouldBe(Model.Key);
            Works(machine, model);
        }
    }

    public sealed class LogIn : SandboxedAgentTests
    {
        [SandboxTheory]
        [InlineData(
            "claude",
            ".claude/.credentials.json",
            """{"claudeAiOauth":{"accessToken":"KEY","refreshToken":"sk-ant-ort01-never-handed-in-0123","expiresAt":4102444800000,"scopes":["user:inference"],"subscriptionType":"max"}}"""
        )]
        [InlineData(
            "codex",
            ".codex/auth.json",
            """{"auth_mode":"chatgpt","OPENAI_API_KEY":null,"tokens":{"id_token":"ID","access_token":"KEY","refresh_token":"sk-ant-ort01-never-handed-in-0123","account_id":"account"},"last_refresh":"2099-01-01T00:00:00Z"}"""
        )]
        [InlineData(
            "pi",
            ".pi/agent/auth.json",
            """{"anthropic":{"type":"oauth","access":"KEY","refresh":"sk-ant-ort01-never-handed-in-0123","expires":4102444800000}}"""
        )]
        public void Works_with_a_log_in_that_it_does_not_hold(string agent, string file, string logIn)
        {
            using var model = new Model(Script, _authority);
            using var machine = Prepared(agent, model);
            foreach (var name in new[] { "ANTHROPIC_API_KEY", "OPENAI_API_KEY" })
                machine.Variables.Remove(name);
            machine.Folder.Write(
                "home/" + file,
                logIn
                    .Replace("KEY", Model.Key, StringComparison.Ordinal)
                    .Replace("OPENAI_API_" + Model.Key, "OPENAI_API_KEY", StringComparison.Ordinal)
                    .Replace("ID\"", IdToken + "\"", StringComparison.Ordinal)
            );
            Works(machine, model);
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string IdToken =>
        string.Join(
            '.',
            new[]
            {
                """{"alg":"RS256","typ":"JWT"}""",
                """{"email":"mona@example.com","exp":4102444800,"https://api.openai.com/auth":{"chatgpt_plan_type":"pro","chatgpt_account_id":"account"}}""",
                new string('s', 60),
            }.Select(part =>
                Convert
                    .ToBase64String(System.Text.Encoding.UTF8.GetBytes(part))
                    .TrimEnd('=')
                    .Replace('+', '-')
                    .Replace('/', '_')
            )
        );

    private static void Works(Machine machine, Model model)
    {
        var outcome = machine.Run("--output=json", "--sandbox=required");
        outcome.ExitCode.ShouldBe(0, outcome.All + "\n" + machine.Written);
        var branch = JsonDocument.Parse(outcome.Output).RootElement.GetProperty("branch").GetString();
        machine
            .Repo.Git("show", branch + ":probe.txt")
            .Split('\n')
            .ShouldBe(["environ=0", "cmdline=0", "home=0", "renewal=0", "another=403", "none=403", "elsewhere=000"]);
        model.Requests.ShouldNotBeEmpty();
        model.Requests.ShouldAllBe(request => request.GetProperty("key").GetString() == Model.Key);
        (machine.Written + outcome.All).ShouldNotContain(Model.Key);
        machine.Written.ShouldContain("elsewhere.example:443");
    }

    private Machine Prepared(string agent, Model model)
    {
        var machine = new Machine(agent, model);
        machine.Variables["NODE_EXTRA_CA_CERTS"] = _authority.CertificateFile;
        machine.Repo.Commit("Probe", "probe.sh", Probe(model));
        return machine;
    }

    // Looks for the key everywhere; in its own words the key stands
    // in two halves. A file, because some agents run no such command.
    private static string Probe(Model model) =>
        $$"""
            K='{{Model.Key[..12]}}''{{Model.Key[12..]}}'; R='sk-ant-ort01-never-''handed-in-0123'; U='{{model.Url}}'
            cat /proc/[0-9]*/environ 2>/dev/null | tr '\0' '\n' > /tmp/environ; cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' > /tmp/cmdline
            code() { curl -s -o /dev/null -w '%{http_code}' --max-time 10 "$@"; }
            { echo "environ=$(grep -cF "$K" /tmp/environ)"; echo "cmdline=$(grep -cF "$K" /tmp/cmdline)"; rm /tmp/environ /tmp/cmdline
            echo "home=$(grep -rlsF "$K" "$HOME" /tmp /run/oneshot . | wc -l)"; echo "renewal=$(grep -rlsF "$R" "$HOME" /tmp | wc -l)"
            echo "another=$(code -H 'x-api-key: sk-of-another-0123456789' "$U/v1/messages")"; echo "none=$(code "$U/v1/messages")"
            echo "elsewhere=$(code https://elsewhere.example/)"; code https://elsewhere.example/ >/dev/null; } > probe.txt
            git add probe.txt; git commit -qm Probe

            """;

    private static string Script =>
        $$"""
            { "key": "{{Model.Key}}", "sessions": [ {{Model.Plans}}, { "match": "implementing half", "turns": [
                { "text": "Your key is {key}.", "write": { "path": "greeting.txt", "content": "hello\n" } },
                { "text": "I look around.", "bash": "sh probe.sh" },
                { "text": "It greets." } ] } ] }
            """;
}
