using System.Text.Json.Nodes;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Pi;

/// <summary>Pi. Its command line and events: measured with 1.6.0.</summary>
internal sealed class PiAgent() : AgentProgram(PiDescriptor.Value)
{
    // It tries again until the reader has seen enough; the service's client inside it, which would try
    // unseen, does not. What it asks to keep a cache warm would cost money that it tells nobody.
    private const string Settings =
        """{"retry":{"enabled":true,"maxRetries":1000,"baseDelayMs":1000,"maxAgentDelayMs":10000,"provider":{"maxRetries":0}},"cacheWarming":"off","enableInstallTelemetry":false}""";

    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        home.Write(".pi/agent/settings.json", Settings);
        if (Gateways(home) is { Count: > 0 } providers)
            home.Write(".pi/agent/models.json", new JsonObject { ["providers"] = providers }.ToJsonString());

        // The folder is a private clone of what the user works in: it is trusted as that is.
        var arguments = new List<string> { "--mode", "json", "--no-session", "--approve" };
        if (task.Model is { } model)
            arguments.AddRange(["--model", model]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new PiReader();

    // It reads addresses from a file of its own only, not from the variables that everybody sets.
    private static JsonObject Gateways(AgentHome home)
    {
        var providers = new JsonObject();
        Add("anthropic", home.Variable(PiDescriptor.Anthropic));
        Add("openai", home.Variable(PiDescriptor.OpenAi));
        Add("google", home.Variable(PiDescriptor.Google) is { } google ? Versioned(google.TrimEnd('/')) : null);
        return providers;

        void Add(string provider, string? address)
        {
            if (address is not null)
                providers[provider] = new JsonObject { ["baseUrl"] = address };
        }
    }

    // That variable is Gemini CLI's, whose addresses end before the version.
    private static string Versioned(string address) =>
        address.EndsWith("/v1beta", StringComparison.Ordinal) ? address : address + "/v1beta";
}
