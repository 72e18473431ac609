using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>Reads which new files an agent's own git was told to keep: git lists a copy of its index where nothing else of it is.</summary>
/// <param name="judge">The judge, whose folder takes the copy.</param>
/// <param name="tracked">What the start holds.</param>
internal sealed class AgentIndex(GitJudge judge, TrackedFiles tracked)
{
    private const long LargestFile = 256 * 1024 * 1024;

    private const int Most = 10_000;

    /// <summary>Reads them.</summary>
    /// <param name="git">The agent's git directory.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>At most ten thousand; none where there is no index that can be read: it decides nothing but what is told.</returns>
    public async Task<AddedFiles> AddedAsync(string git, CancellationToken cancellationToken)
    {
        var added = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            var copy = Path.Combine(judge.Folder, "agent.index");
            if (!await CopyAsync(git, copy, cancellationToken).ConfigureAwait(false)) return new AddedFiles(added);
            var command = new GitCommand("ls-files", "-z", "--cached") { Environment = [("GIT_INDEX_FILE", copy)] };
            await foreach (var part in judge.PartsAsync(command, cancellationToken).ConfigureAwait(false))
            {
                var path = Encoding.UTF8.GetString(part);
                if (tracked.At(path) is null && !PlanFiles.IsOwn(path)) added.Add(path);
                if (added.Count == Most) break;
            }
        }
        catch (Exception exception) when (exception is OneShotException or IOException or UnauthorizedAccessException)
        {
            // Nothing is told of it then.
        }

        return new AddedFiles(added);
    }

    private static async Task<bool> CopyAsync(string git, string copy, CancellationToken cancellationToken)
    {
        if (new DirectoryInfo(git) is not { Exists: true, LinkTarget: null }) return false;
        using var file = RegularFile.Open(Path.Combine(git, "index"));
        if (file.Length > LargestFile) return false;
        using var target = new FileStream(copy, FileMode.Create, FileAccess.Write);
        await file.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
