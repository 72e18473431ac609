using OneShot.Core.Errors;
using OneShot.Core.Journals;
using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Everything outside that the steps need.</summary>
/// <param name="Repository">The user's repository.</param>
/// <param name="Forges">Chooses the forge.</param>
/// <param name="Workflows">Reads workflow files.</param>
/// <param name="Input">Standard input and the editor.</param>
/// <param name="Agents">The agents of this machine.</param>
/// <param name="Reporter">Tells a person what happens.</param>
/// <param name="Journals">Opens the journals of a repository, by its common git directory.</param>
/// <param name="Reports">Opens the reports of a repository, by its common git directory.</param>
/// <param name="Desktop">The desktop.</param>
/// <param name="Clock">The time.</param>
/// <param name="CallerFolder">The folder from which relative paths count.</param>
/// <param name="Preview">What a preview found; <see langword="null"/> outside of one.</param>
internal sealed record VerbPorts(
    IGitRepository Repository,
    IForgeSelector Forges,
    IWorkflowReader Workflows,
    IPromptInput Input,
    IAgents Agents,
    IReporter Reporter,
    Func<string, IJournalStore> Journals,
    Func<string, IReports> Reports,
    IDesktop Desktop,
    TimeProvider Clock,
    string CallerFolder,
    PreviewLog? Preview = null
)
{
    /// <summary>Finds files by a pattern.</summary>
    public required IFileFinder Files { get; init; }

    /// <summary>Reads binary logs of builds.</summary>
    public required IBinaryLogs BinaryLogs { get; init; }

    /// <summary>Reads the repository's own file.</summary>
    public required IRepositoryFileFormat RepositoryFile { get; init; }

    /// <summary>What the person at this machine has agreed to.</summary>
    public required IConsents Consents { get; init; }

    /// <summary>Secrets of this machine that may stand in what its tools wrote.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>What the user types to reach this face.</summary>
    public string Command { get; init; } = FaceCommand.Default;

    /// <summary>The issues that were asked for; those of a batch share them.</summary>
    public AskedIssues Issues { get; init; } = new();

    /// <summary>Stops; a preview notes that a dispatch would, and shows the whole.</summary>
    /// <exception cref="OneShotException">Outside of a preview, the same.</exception>
    internal void Refuse(OneShotException exception)
    {
        if (Preview is null)
            throw exception;
        Preview.Stop(exception);
    }

    /// <summary>The journals of a repository; a preview only reads them.</summary>
    internal IJournalStore JournalsOf(RepositoryState state) =>
        Preview is null ? Journals(state.CommonDirectory) : new ReadOnlyJournalStore(Journals(state.CommonDirectory));
}
