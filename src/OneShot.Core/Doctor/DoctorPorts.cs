using OneShot.Core.Ports;

namespace OneShot.Core.Doctor;

/// <summary>Everything outside that the doctor needs.</summary>
/// <param name="Repository">The user's repository.</param>
/// <param name="Git">What git tells of itself.</param>
/// <param name="Forges">Chooses the forge.</param>
/// <param name="Workflows">Reads workflow files.</param>
/// <param name="Agents">The agents of this machine.</param>
/// <param name="Differences">Shows what a fix would change.</param>
/// <param name="Reporter">Tells a person what happens.</param>
/// <param name="Clock">The time.</param>
/// <param name="Command">What the user types to reach this face.</param>
internal sealed record DoctorPorts(
    IGitRepository Repository,
    IGitFacts Git,
    IForgeSelector Forges,
    IWorkflowReader Workflows,
    IAgents Agents,
    ITextDifferences Differences,
    IReporter Reporter,
    TimeProvider Clock,
    string Command
)
{
    /// <summary>Reads the repository's own file.</summary>
    public required IRepositoryFileFormat RepositoryFile { get; init; }

    /// <summary>Asked for the tool, where the workflow installs it.</summary>
    public required IPackageFeeds Feeds { get; init; }
}
