using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Agents.Command;

/// <summary>
/// Any program of the user's: the prompt on standard input,
/// <c>ONESHOT_*</c> in its environment, exit code 0 for success.
/// </summary>
internal sealed class CommandAgent() : AgentProgram(CommandDescriptor.Value)
{
    public override string Program => OperatingSystem.IsWindows() ? "cmd" : "/bin/sh";

    public override AgentCommand Prepare(AgentTask task, AgentHome home) =>
        new([OperatingSystem.IsWindows() ? "/c" : "-c", task.Command!], task.Instructions);

    public override AgentReader Read() => new Reader();

    private sealed class Reader : AgentReader
    {
        public Reader()
            : base("command") => IsDone = true; // its exit code is all there is

        protected override void Event(JsonElement line) => Say(line.GetRawText());

        // What it prints is all that can be shown of what it does.
        protected override void Keep(string line)
        {
            base.Keep(line);
            if (SafeText.Excerpt(Clean(line), 120) is { Length: > 0 } shown)
                Activity(shown);
        }
    }
}
