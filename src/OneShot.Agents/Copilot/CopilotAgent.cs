using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Copilot;

/// <summary>GitHub Copilot CLI. Its command line and events: measured with 1.0.102.</summary>
internal sealed class CopilotAgent() : AgentProgram(CopilotDescriptor.Value)
{
    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // Without -p it takes what stands on its input as the one prompt of the session.
        var arguments = new List<string>
        {
            "--allow-all-tools",
            "--allow-all-paths",
            "--no-ask-user",
            "--output-format",
            "json",
        };
        if (task.Model is { } model)
            arguments.AddRange(["--model", model]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new CopilotReader();
}
