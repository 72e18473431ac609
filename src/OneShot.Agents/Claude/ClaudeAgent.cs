using System.Globalization;
using OneShot.Agents.Sessions;
using OneShot.Core.Model;

namespace OneShot.Agents.Claude;

/// <summary>Claude Code. Its command line and events: measured with 2.1.197 and 2.1.332.</summary>
internal sealed class ClaudeAgent() : AgentProgram(ClaudeDescriptor.Value)
{
    public override AgentCommand Prepare(AgentTask task, AgentHome home)
    {
        // The tree is a private clone that is thrown away: asking for permissions would ask nobody.
        var arguments = new List<string>
        {
            "--print",
            "--output-format",
            "stream-json",
            "--verbose",
            "--permission-mode",
            "bypassPermissions",
        };
        if (task.Model is { } model)
            arguments.AddRange(["--model", model]);
        if (task.Turns is { } turns)
            arguments.AddRange(["--max-turns", turns.ToString(CultureInfo.InvariantCulture)]);
        if (task.CostUsd is { } cost)
            arguments.AddRange(["--max-budget-usd", cost.ToString(CultureInfo.InvariantCulture)]);
        return new AgentCommand(arguments, task.Instructions);
    }

    public override AgentReader Read() => new ClaudeReader();
}
