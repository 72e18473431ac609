using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Agents.Codex;

/// <summary>Codex. Its command line and events: measured with 0.169.0 and 0.171.0.</summary>
internal sealed class CodexAgent() : AgentProgram(CodexDescriptor.Value)
{
    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        var key = home.Variable("CODEX_API_KEY") ?? home.Variable("OPENAI_API_KEY");
        if (key is null && !home.Has(CodexDescriptor.LogIn))
            throw OneShotErrors.AgentKeyMissing(Name, "CODEX_API_KEY or OPENAI_API_KEY");
        home.Write(
            ".codex/config.toml",
            "check_for_update_on_startup = false\n"
                + (home.Variable("OPENAI_BASE_URL") is { } address ? Gateway(address, key is null) : "")
        );
        var arguments = new List<string>
        {
            "exec",
            "--json",
            "--skip-git-repo-check",
            "--sandbox",
            "danger-full-access",
        };
        if (task.Model is { } model)
            arguments.AddRange(["-m", model]);
        arguments.Add("-"); // the prompt comes on standard input
        var environment = new Dictionary<string, string> { ["CODEX_HOME"] = Path.Combine(home.Path, ".codex") };
        if (key is not null)
            environment["CODEX_API_KEY"] = key;
        return new AgentCommand(arguments, task.Instructions) { Environment = environment };
    }

    // A provider of its own: the built-in one tries a web socket
    // first, for seconds at every start, which gateways don't have.
    private static string Gateway(string address, bool isLoggedIn) =>
        $"""
            model_provider = "gateway"

            [model_providers.gateway]
            name = "gateway"
            base_url = "{JsonEncodedText.Encode(address)}"
            wire_api = "responses"
            {(isLoggedIn ? "requires_openai_auth = true" : "env_key = \"CODEX_API_KEY\"")}

            """;

    public override AgentReader Read() => new CodexReader();
}
