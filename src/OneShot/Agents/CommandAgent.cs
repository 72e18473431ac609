using System.Text.Json;
using OneShot.Core.Agents;

namespace OneShot.Agents;

/// <summary>Any program of the user's: the prompt on standard input, <c>ONESHOT_*</c> in its environment, exit code 0 for success.</summary>
internal sealed class CommandAgent : AgentProgram
{
    public override string Name => "command";

    public override string Program => OperatingSystem.IsWindows() ? "cmd" : "/bin/sh";

    public override string Install => string.Empty;

    public override IReadOnlyList<string> Variables => [];

    public override AgentCommand Prepare(AgentTask task, string home)
        => new(Program, [OperatingSystem.IsWindows() ? "/c" : "-c", task.Command!], task.Instructions, new Dictionary<string, string>());

    public override AgentReader Read() => new Reader();

    private sealed class Reader() : AgentReader("command")
    {
        protected override void Event(JsonElement line) => Say(line.GetRawText());
    }
}
