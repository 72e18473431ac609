using OneShot.Core.Storage;
using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>
/// Keeps what an agent wrote into the files by which a step of GitHub's tells its
/// job variables, paths and outputs from coming true: they are as they were before
/// the session. The agent has not their names, but its user can find and write them.
/// </summary>
/// <remarks>
/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#environment-files.
/// The step's own script ends with our program (<c>exec</c> in the workflow), so a line that was
/// added to it is run by nobody; no step after the agent's runs our program; and what is uploaded
/// is data to the jobs that read it. What is left without a sandbox: the actions' own programs
/// and post steps, and folders on the PATH, belong to the runner's user, and so does its memory.
/// </remarks>
internal sealed class FileCommands(Func<string, string?> variable, IReporter reporter)
{
    /// <summary>The variables that name these files.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "GITHUB_ENV",
        "GITHUB_PATH",
        "GITHUB_OUTPUT",
        "GITHUB_STATE",
        "GITHUB_STEP_SUMMARY",
    ];

    /// <summary>The most bytes that a step of ours has written before its agent begins.</summary>
    private const int Most = 1024 * 1024;

    private readonly (string Name, string Path, byte[] Content)[] _before =
    [
        .. Names
            .Select(name => (Name: name, Path: variable(name)))
            .Where(file => Path.IsPathRooted(file.Path) && File.Exists(file.Path))
            .Select(file => (file.Name, file.Path!, RegularFile.TryRead(file.Path!, Most) ?? [])),
    ];

    /// <summary>Makes them what they were.</summary>
    public void Restore()
    {
        foreach (var (name, path, content) in _before)
        {
            try
            {
                if (RegularFile.TryRead(path, Most) is { } now && now.AsSpan().SequenceEqual(content))
                    continue;
                if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null)
                    Folders.Remove(path);
                AtomicFile.Write(path, file => file.Write(content));
                reporter.Warn(
                    $"the agent wrote to the file of {name}, which passes values to later steps: it was restored"
                );
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                reporter.Warn(
                    $"the agent wrote to the file of {name}, which passes values to later steps, and it could "
                        + $"not be restored: {exception.Message}"
                );
            }
        }
    }
}
