using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>What differs from the commit that is checked out.</summary>
internal sealed class GitStatus(GitRunner runner)
{
    public async Task<IReadOnlyList<DifferingFile>> DifferingFilesAsync(CancellationToken cancellationToken)
    {
        var command = new GitCommand("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all");
        var status = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        if (!status.IsGood)
            throw OneShotErrors.GitFailed("status", status.Reason);

        // "XY path", where ?? is a file that nobody has added; a repository inside of this one ends in a slash.
        return status
            .Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(entry => entry.Length > 3)
            .Select(entry => new DifferingFile(
                entry[3..].TrimEnd('/'),
                !entry.StartsWith("??", StringComparison.Ordinal)
            ))
            .ToArray();
    }
}
