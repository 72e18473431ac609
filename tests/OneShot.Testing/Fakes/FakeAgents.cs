using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>
/// The agents of a machine that has none, until a test puts some there. The agents' contract tests hold it to what the
/// real ones do.
/// </summary>
internal sealed class FakeAgents : IAgents
{
    private readonly Dictionary<string, Version?> _installed = [];

    public IReadOnlyList<string> Installed => [.. _installed.Keys, AgentName.Rehearsal];

    /// <summary>The strongest sandbox of this machine.</summary>
    public SandboxSupport Sandbox { get; set; } = new(SandboxLevel.WorldAndNetwork);

    /// <summary>The variables that are set on it.</summary>
    public IReadOnlyList<string> Variables { get; set; } = [];

    /// <summary>Puts an agent there.</summary>
    public void Install(string agent, Version? version) => _installed[agent] = version;

    public Version? VersionOf(string agent) => _installed.GetValueOrDefault(agent);

    public void Check(string agent, string? command)
    {
        if (agent == AgentName.Rehearsal)
            return;
        if (agent == AgentName.Command && string.IsNullOrWhiteSpace(command))
            throw OneShotErrors.AgentCommandMissing();
        if (agent != AgentName.Command && !_installed.ContainsKey(agent))
            throw OneShotErrors.AgentMissing(agent, agent, AgentDescriptors.Of(agent).Install);
    }

    public void CheckSecrets(IReadOnlyList<string> secrets)
    {
        if (secrets.FirstOrDefault(name => !Variables.Contains(name)) is { } lacking)
            throw OneShotErrors.VerifySecretMissing(lacking);
    }

    public Task<SandboxSupport> SandboxAsync(bool mayInstall, CancellationToken cancellationToken) =>
        Task.FromResult(Sandbox);

    public Task<string?> InstallAsync(string agent, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    public Task ConfineAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What an agent does in its folder.</summary>
    public Func<AgentTask, CancellationToken, Task> Work { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<AgentUsage> RunAsync(AgentTask task, Action<string> activity, CancellationToken cancellationToken)
    {
        Check(task.Agent, task.Command);
        var usage = new AgentUsage(1, null, null, null, 1, null) { Sandbox = new SandboxReport(SandboxLevel.None) };
        cancellationToken.ThrowIfCancellationRequested();
        task.Used?.Invoke(usage);
        try
        {
            await Work(task, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw OneShotErrors.Cancelled();
        }

        return usage;
    }

    /// <summary>How a command of the repository's own ends.</summary>
    public Func<SandboxedCommand, CommandEnd> Command { get; set; } = _ => new CommandEnd(0, 1, []);

    public Task<CommandEnd> RunCommandAsync(
        SandboxedCommand command,
        Action<string> activity,
        CancellationToken cancellationToken
    ) => Task.FromResult(Command(command));
}
