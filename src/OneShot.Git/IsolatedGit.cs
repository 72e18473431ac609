using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>
/// A bare repository of ours, in which what an agent left is looked at as data. Git there
/// has an environment made from nothing and its configuration forced, and its work tree
/// is a folder of ours: nothing that an agent wrote is read as configuration or run.
/// </summary>
/// <param name="runner">Runs git in <paramref name="tree"/>.</param>
/// <param name="folder">Holds both, and is removed in the end.</param>
/// <param name="directory">The repository.</param>
/// <param name="tree">The work tree: empty but for what was copied into it.</param>
internal sealed class IsolatedGit(GitRunner runner, string folder, string directory, string tree) : IDisposable
{
    /// <summary>The most bytes between two NULs of a list: longer is no path.</summary>
    private const int LongestPart = 64 * 1024;

    /// <summary>Holds all that the judge needs.</summary>
    public string Folder => folder;

    /// <summary>The repository.</summary>
    public string Directory => directory;

    /// <summary>The folder of ours that git takes for the work tree.</summary>
    public string Tree => tree;

    /// <summary>The most time for all that is asked of one command.</summary>
    public TimeSpan Patience => runner.Timeout;

    /// <summary>
    /// The commit that the one-shot began at, if it is known: an agent may have made what came after it.
    /// </summary>
    public string? Trunk { get; init; }

    /// <summary>Rules of the user's that hold here.</summary>
    public required UserRules Rules { get; init; }

    /// <summary>What is known of commits already.</summary>
    public KnownCommits Known { get; init; } = new();

    /// <summary>What a commit holds.</summary>
    public async Task<TrackedFiles> TrackedAsync(string commit, CancellationToken cancellationToken) =>
        Known.Tracked(commit)
        ?? Known.Remember(commit, await TrackedFiles.ReadAsync(this, commit, cancellationToken).ConfigureAwait(false));

    /// <summary>Asks which files have a filter by the attributes of a commit, and by those of trunk.</summary>
    public FilterRules RulesOf(string commit) =>
        new(RunAsync, Path.Combine(folder, "start.index"), commit)
        {
            IsEmpty = Known.HaveNoFilter(commit),
            Earlier =
                Trunk is null || Trunk == commit
                    ? null
                    : new FilterRules(RunAsync, Path.Combine(folder, "trunk.index"), Trunk),
        };

    /// <summary>Runs a command whose failure means something.</summary>
    public Task<GitResult> RunAsync(GitCommand command, CancellationToken cancellationToken) =>
        runner.RunAsync(Here(command), cancellationToken);

    /// <summary>Runs a command that has to succeed.</summary>
    /// <exception cref="OneShotException">OS6014: it did not. What it worked on is the agent's.</exception>
    public async Task<string> TextAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result.Text.TrimEnd('\n') : throw Refused(command, result.Reason);
    }

    /// <summary>Starts a command that is talked with.</summary>
    public Process Start(GitCommand command) => runner.Start(Here(command));

    /// <summary>
    /// Reads a list whose entries are ended by NUL, as it comes: whoever has seen enough stops, and git is ended.
    /// </summary>
    public async IAsyncEnumerable<byte[]> PartsAsync(
        GitCommand command,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(runner.Timeout);
        using var process = Start(command);
        try
        {
            process.StandardInput.Close();
            var error = new Drain(process.StandardError.BaseStream, limit.Token);
            var parts = new NulReader(process.StandardOutput.BaseStream, LongestPart);
            while (await NextAsync(parts).ConfigureAwait(false) is { } part)
                yield return part;
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            if (process.ExitCode == 0)
                yield break;
            await error.End.ConfigureAwait(false);
            throw Refused(command, new GitResult(process.ExitCode, [], Encoding.UTF8.GetString(error.Bytes)).Reason);
        }
        finally
        {
            GitRunner.End(process);
        }

        async ValueTask<byte[]?> NextAsync(NulReader parts)
        {
            try
            {
                return await parts.NextAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw OneShotErrors.GitTimedOut(command.Name, runner.Timeout.TotalSeconds);
            }
        }
    }

    public void Dispose() => Folders.Remove(folder);

    private GitCommand Here(GitCommand command) =>
        command with
        {
            Arguments = ["--git-dir=" + directory, "--work-tree=" + tree, .. command.Arguments],
            Configuration = [("core.attributesFile", UserRules.EverywhereOf(directory)), .. command.Configuration],
            IsApart = true,
        };

    private static OneShotException Refused(GitCommand command, string reason) =>
        OneShotErrors.DeliveryRefused($"git {command.Name}: {reason}.");
}
