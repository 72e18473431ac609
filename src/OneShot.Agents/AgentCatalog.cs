using System.Text.Json;
using OneShot.Agents.Command;
using OneShot.Agents.Rehearsal;
using OneShot.Agents.Sandbox;
using OneShot.Agents.Sessions;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Agents;

/// <summary>The agents of this machine.</summary>
/// <param name="variable">Reads the user's environment.</param>
/// <param name="reporter">Is told what a session used, and which limit nobody can keep.</param>
internal sealed class AgentCatalog(Func<string, string?> variable, IReporter reporter) : IAgents
{
    // An agent is a folder, and a line here, with the folder's name: no second one among the usings.
    private static readonly AgentProgram[] Programs =
    [
        new Claude.ClaudeAgent(),
        new Codex.CodexAgent(),
        new Copilot.CopilotAgent(),
        new Gemini.GeminiAgent(),
        new OpenCode.OpenCodeAgent(),
        new Pi.PiAgent(),
        new CommandAgent(),
    ];

    public IReadOnlyList<string> Installed =>
        [
            .. Programs
                .Where(program => program is not CommandAgent && FileOf(program) is not null)
                .Select(program => program.Name),
            AgentName.Rehearsal,
        ];

    /// <summary>Names of the variables that an agent may get: keys, and the addresses they belong to.</summary>
    public static IReadOnlyList<string> VariablesOf(string agent) =>
        agent == AgentName.Rehearsal ? [] : Find(agent).Descriptor.Variables;

    public Version? VersionOf(string agent)
    {
        if (agent == AgentName.Rehearsal || FileOf(Find(agent)) is not { } file)
            return null;
        try
        {
            return AgentFile.VersionOf(file, Find(agent), variable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null; // its package is damaged, and whoever starts it will see
        }
    }

    public void Check(string agent, string? command)
    {
        if (agent == AgentName.Rehearsal)
            return;
        var program = Find(agent);
        if (program is CommandAgent && string.IsNullOrWhiteSpace(command))
            throw OneShotErrors.AgentCommandMissing();
        var file =
            FileOf(program) ?? throw OneShotErrors.AgentMissing(agent, program.Program, program.Descriptor.Install);
        if (
            program.Descriptor.Least is { } least
            && AgentFile.VersionOf(file, program, variable) is { } version
            && version < least
        )
            throw OneShotErrors.AgentTooOld(agent, version.ToString(), least.ToString(), program.Descriptor.Install);
    }

    public async Task<SandboxSupport> SandboxAsync(bool mayInstall, CancellationToken cancellationToken)
    {
        var tools = new SandboxTools(variable);
        return mayInstall
            ? (await SessionSandbox.SupportAsync(tools, variable, cancellationToken).ConfigureAwait(false)).Support
            : tools.Look();
    }

    public async Task<string?> InstallAsync(string agent, CancellationToken cancellationToken)
    {
        if (agent == AgentName.Rehearsal || Find(agent) is not { Descriptor.Package: not null } program)
            return null;
        var pinned = AgentInstallation.VersionOf(program);
        if (
            FileOf(program) is { } file
            && AgentFile.VersionOf(file, program, variable) == pinned
            && AgentStart.Of(file, program, variable).Fault(agent) is null
        )
        {
            reporter.Progress($"{agent} {pinned} is here already");
            return null;
        }

        reporter.Progress($"installing {agent} {pinned} from npm, every package checked against its hash");
        var folder = Path.Combine(variable("RUNNER_TEMP") ?? Path.GetTempPath(), "oneshot", "agent");
        return await new AgentInstallation(program, folder, variable).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    public void CheckSecrets(IReadOnlyList<string> secrets)
    {
        if (secrets.FirstOrDefault(name => string.IsNullOrEmpty(variable(name))) is { } lacking)
            throw OneShotErrors.VerifySecretMissing(lacking);
        if (secrets.FirstOrDefault(name => variable(name)!.Length < KnownSecrets.Least) is { } tooShort)
            throw OneShotErrors.VerifySecretShort(tooShort);
    }

    public Task ConfineAsync(CancellationToken cancellationToken) =>
        new Confinement(variable, reporter).RunAsync(cancellationToken);

    public async Task<AgentUsage> RunAsync(AgentTask task, Action<string> activity, CancellationToken cancellationToken)
    {
        if (task.Agent == AgentName.Rehearsal)
            return await new RehearsalAgent(task, activity).RunAsync(cancellationToken).ConfigureAwait(false);
        Check(task.Agent, task.Command);
        var program = Find(task.Agent);
        if (task.Phase == AgentPhase.Plan)
            TellLimits(program, task);
        return await new AgentSession(program, FileOf(program)!, task, variable, activity, reporter)
            .RunAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<CommandEnd> RunCommandAsync(
        SandboxedCommand command,
        Action<string> activity,
        CancellationToken cancellationToken
    )
    {
        CheckSecrets(command.Secrets);
        var program = new RepositoryCommand();
        AgentUsage? used = null;
        var task = program.Session(command, usage => used = usage);
        string? endedBy = null;
        try
        {
            await new AgentSession(program, FileOf(program)!, task, variable, activity, reporter)
                .RunAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (OneShotException exception) when (exception.Error.Exit == ExitCode.TimedOut)
        {
            endedBy = $"did not end within {DurationText.Whole(command.TimeLimit)}";
        }
        catch (OneShotException exception) when (exception.Error.Code == CaughtCode.AgentKilled)
        {
            endedBy = "was killed from outside";
        }

        return new CommandEnd(endedBy is null ? program.ExitCode : null, used?.Seconds ?? 0, program.Tail)
        {
            EndedBy = endedBy,
            Secrets = [.. command.Secrets.Select(name => variable(name)!)],
        };
    }

    private static AgentProgram Find(string agent) => Programs.Single(program => program.Name == agent);

    private string? FileOf(AgentProgram program) => AgentFile.Find(program.Program, variable("PATH"));

    private void TellLimits(AgentProgram program, AgentTask task)
    {
        if (task.Turns is not null && !program.Descriptor.TellsTurns)
            reporter.Warn(
                $"the agent {program.Name} does not report its turns, so only the time limit is enforced, and not "
                    + "--max-turns."
            );
        if (task.CostUsd is not null && !program.Descriptor.TellsCost)
            reporter.Warn(
                $"the agent {program.Name} does not report its cost, so only the time limit"
                    + (program.Descriptor.TellsTurns ? " and --max-turns are" : " is")
                    + " enforced, and not --max-cost-usd."
            );
    }
}
