using System.Text.Json;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Command;

/// <summary>
/// Any program of the user's: the prompt on standard input,
/// <c>ONESHOT_*</c> in its environment, exit code 0 for success.
/// </summary>
internal sealed class CommandAgent() : ShellProgram(CommandDescriptor.Value)
{
    public override AgentReader Read() => new Reader();

    private sealed class Reader : ShellReader
    {
        public Reader()
            : base("command") => IsDone = true; // its exit code is all there is

        protected override void Event(JsonElement line) => Say(line.GetRawText());
    }
}
