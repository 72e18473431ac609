using OneShot.Core.Ports;

namespace OneShot.Core.Pipeline;

/// <summary>Everything outside that the jobs' tasks need.</summary>
/// <param name="Tree">The top of the work tree.</param>
/// <param name="CallerFolder">The folder from which relative paths count.</param>
/// <param name="Repository">The repository.</param>
/// <param name="Forges">Chooses the forge.</param>
/// <param name="Agents">The agents of this machine.</param>
/// <param name="Places">Where agents' work is looked at.</param>
/// <param name="Reporter">Tells a person what happens.</param>
/// <param name="Clock">The time.</param>
internal sealed record JobPorts(
    string Tree,
    string CallerFolder,
    IGitRepository Repository,
    IForgeSelector Forges,
    IAgents Agents,
    IWorkPlaces Places,
    IReporter Reporter,
    TimeProvider Clock
)
{
    /// <summary>Reads the repository's own file.</summary>
    public required IRepositoryFileFormat RepositoryFile { get; init; }

    /// <summary>Reads binary logs.</summary>
    public required IBinaryLogs BinaryLogs { get; init; }

    /// <summary>Who started the run, as the machine tells; <see langword="null"/> outside of one.</summary>
    public string? Actor { get; init; }

    /// <summary>What whoever reads the job's comments types to reach OneShot.</summary>
    public required string Command { get; init; }

    /// <summary>What the person at this machine has agreed to.</summary>
    public required IConsents Consents { get; init; }
}
