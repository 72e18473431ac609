using System.Text.Json;
using OneShot.Core.Agents;
using OneShot.Core.Errors;

namespace OneShot.Agents;

/// <summary>Codex. Its command line and events: measured with 0.169.0.</summary>
internal sealed class CodexAgent : AgentProgram
{
    public override string Name => "codex";

    public override string Program => "codex";

    public override string Install => "npm install -g @openai/codex";

    public override IReadOnlyList<string> Variables { get; } = ["OPENAI_API_KEY", "CODEX_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORGANIZATION", "OPENAI_PROJECT"];

    public override IReadOnlyList<string> CredentialFiles { get; } = [".codex/auth.json"];

    public override AgentCommand Prepare(AgentTask task, string home)
    {
        var folder = Path.Combine(home, ".codex");
        Directory.CreateDirectory(folder);
        var arguments = new List<string> { "exec", "--json", "--skip-git-repo-check", "--sandbox", "danger-full-access" };
        if (task.Model is { } model) arguments.AddRange(["-m", model]);
        arguments.Add("-"); // the prompt comes on standard input
        return new AgentCommand(Program, arguments, task.Instructions, new Dictionary<string, string> { ["CODEX_HOME"] = folder });
    }

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("codex")
    {
        protected override void Event(JsonElement line)
        {
            switch (Text(line, "type"))
            {
                case "thread.started":
                    SessionId = Text(line, "thread_id");
                    break;
                case "item.started" or "item.completed":
                    Say(Text(line, "item", "text") ?? Text(line, "item", "command") ?? Text(line, "item", "message") ?? "");
                    break;
                case "turn.completed":
                    Turns = (Turns ?? 0) + 1;
                    InputTokens = (InputTokens ?? 0) + (Number(line, "usage", "input_tokens") ?? 0);
                    OutputTokens = (OutputTokens ?? 0) + (Number(line, "usage", "output_tokens") ?? 0);
                    break;
                case "turn.failed":
                    var reason = Text(line, "error", "message") ?? "";
                    Failure = ByText(reason) ?? OneShotErrors.AgentFailed(Agent, Short(reason));
                    break;
            }
        }

        protected override OneShotException? ByText(string text)
            => text.Contains("401", StringComparison.Ordinal) || text.Contains("Unauthorized", StringComparison.OrdinalIgnoreCase) ? OneShotErrors.AgentKeyRefused(Agent, Short(text))
                : text.Contains("Missing environment variable", StringComparison.OrdinalIgnoreCase) || text.Contains("not logged in", StringComparison.OrdinalIgnoreCase) ? OneShotErrors.AgentKeyMissing(Agent, "OPENAI_API_KEY")
                : text.Contains("529", StringComparison.Ordinal) || text.Contains("503", StringComparison.Ordinal) || text.Contains("high demand", StringComparison.OrdinalIgnoreCase) || text.Contains("overloaded", StringComparison.OrdinalIgnoreCase) ? OneShotErrors.AgentOverloaded(Agent, Short(text))
                : null;
    }
}
