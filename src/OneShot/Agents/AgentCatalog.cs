using OneShot.Core.Agents;
using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Agents;

/// <summary>The agents of this machine.</summary>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class AgentCatalog(Func<string, string?> variable) : IAgents
{
    private static readonly AgentProgram[] Programs = [new ClaudeAgent(), new CodexAgent(), new GeminiAgent(), new CopilotAgent(), new OpenCodeAgent(), new CommandAgent()];

    public IReadOnlyList<string> Installed => [.. Programs.Where(program => program is not CommandAgent && IsHere(program.Program)).Select(program => program.Name), RehearsalAgent.Name];

    public void Check(string agent, string? command)
    {
        if (agent == RehearsalAgent.Name) return;
        var program = Find(agent);
        if (program is CommandAgent && string.IsNullOrWhiteSpace(command)) throw OneShotErrors.AgentCommandMissing();
        if (!IsHere(program.Program)) throw OneShotErrors.AgentMissing(agent, program.Program, program.Install);
    }

    public Task<AgentUsage> RunAsync(AgentTask task, Action<string> activity, CancellationToken cancellationToken)
    {
        if (task.Agent == RehearsalAgent.Name) return new RehearsalAgent(task, activity).RunAsync(cancellationToken);
        Check(task.Agent, task.Command);
        return new AgentSession(Find(task.Agent), task, variable, activity).RunAsync(cancellationToken);
    }

    private static AgentProgram Find(string agent) => Programs.Single(program => program.Name == agent);

    private bool IsHere(string program)
        => Path.IsPathRooted(program)
            ? File.Exists(program)
            : (variable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => Candidates(Path.Combine(folder, program)).Any(File.Exists));

    private static IEnumerable<string> Candidates(string path) => OperatingSystem.IsWindows() ? [path + ".exe", path + ".cmd", path + ".bat"] : [path];
}
