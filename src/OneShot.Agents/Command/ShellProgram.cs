using OneShot.Agents.Sessions;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Agents.Command;

/// <summary>A command for a shell, whoever named it.</summary>
/// <param name="descriptor">What it is.</param>
internal abstract class ShellProgram(AgentDescriptor descriptor) : AgentProgram(descriptor)
{
    public override string Program => OperatingSystem.IsWindows() ? "cmd" : "/bin/sh";

    public override AgentCommand Prepare(AgentTask task, AgentHome home) =>
        new([OperatingSystem.IsWindows() ? "/c" : "-c", task.Command!], task.Instructions);

    /// <summary>Shows what it prints: that is all that can be shown of what it does.</summary>
    protected abstract class ShellReader(string name) : AgentReader(name)
    {
        protected override void Keep(string line)
        {
            base.Keep(line);
            if (SafeText.Excerpt(Clean(line), 120) is { Length: > 0 } shown)
                Activity(shown);
        }
    }
}
