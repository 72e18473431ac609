using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>The agents of this machine.</summary>
internal interface IAgents
{
    /// <summary>The agents whose programs are here, <c>rehearsal</c> among them.</summary>
    IReadOnlyList<string> Installed { get; }

    /// <summary>Tells an agent's version.</summary>
    /// <param name="agent">One of <see cref="Installed"/>.</param>
    /// <returns>The version; <see langword="null"/> when nobody can tell.</returns>
    Version? VersionOf(string agent);

    /// <summary>Checks, without starting it for work, that an agent can be started.</summary>
    /// <param name="agent">A name from <see cref="AgentName.All"/>.</param>
    /// <param name="command">The command of the agent <c>command</c>.</param>
    /// <exception cref="OneShotException">OS3028: it is not installed; OS3032: it is too old;
    /// OS2026: there is no command.</exception>
    void Check(string agent, string? command);

    /// <summary>Tells the strongest sandbox that a session can have here.</summary>
    /// <param name="mayInstall">Whether what OneShot brings itself is
    /// installed where it is missing; else it counts as here.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The sandbox.</returns>
    Task<SandboxSupport> SandboxAsync(bool mayInstall, CancellationToken cancellationToken);

    /// <summary>
    /// Installs an agent's program, in the version that OneShot was tried with, every
    /// package checked against its hash; one that is here in that version is used.
    /// </summary>
    /// <param name="agent">A name from <see cref="AgentName.All"/>.</param>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <returns>The folder of the program; <see langword="null"/> when nothing had to be installed.</returns>
    /// <exception cref="OneShotException">OS3034: it could not be installed.</exception>
    Task<string?> InstallAsync(string agent, CancellationToken cancellationToken);

    /// <summary>Checks that what a command of the repository is to be handed is here.</summary>
    /// <param name="secrets">Names of variables.</param>
    /// <exception cref="OneShotException">OS3061: one of them is not set, or empty; OS3062: one is so short that it can't
    /// be taken out of texts.</exception>
    void CheckSecrets(IReadOnlyList<string> secrets);

    /// <summary>
    /// Takes from this machine, where it is only lent for one job, what an
    /// agent could become root by; on others it tells what an agent could do.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running work.</returns>
    Task ConfineAsync(CancellationToken cancellationToken);

    /// <summary>Runs one session to its end. Whatever the agent started is ended too.</summary>
    /// <param name="task">The session.</param>
    /// <param name="activity">Is told what the agent does, one line at a time; from any thread.</param>
    /// <param name="cancellationToken">Ends the agent.</param>
    /// <returns>What it used.</returns>
    /// <exception cref="OneShotException">One of OS6 or OS7: it failed, and why.</exception>
    Task<AgentUsage> RunAsync(AgentTask task, Action<string> activity, CancellationToken cancellationToken);

    /// <summary>
    /// Runs a command of the repository's own as a session is run, without any agent's key.
    /// Whatever it started is ended too; how it ends is seen from outside of the sandbox.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="activity">Is told what it prints, one line at a time; from any thread.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns>How it ended, by itself or at its limit.</returns>
    /// <exception cref="OneShotException">OS3060, OS3061, or one of OS6: it could not be run.</exception>
    Task<CommandEnd> RunCommandAsync(
        SandboxedCommand command,
        Action<string> activity,
        CancellationToken cancellationToken
    );
}
