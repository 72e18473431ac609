using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>The files of a commit of the user's repository.</summary>
/// <param name="git">Runs git there.</param>
/// <param name="commit">The commit.</param>
internal sealed class GitCommitFiles(GitRunner git, string commit) : ICommitFiles
{
    private const string Replaced = "\uFFFD";

    private IReadOnlyList<string>? _paths;

    public async Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        _paths ??= await ListAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<string?>> ReadAsync(
        IReadOnlyList<string> paths,
        CancellationToken cancellationToken
    )
    {
        if (paths.Count == 0)
            return [];
        using var objects = new GitObjects(git);
        var texts = new List<string?>(paths.Count);
        foreach (var path in paths)
        {
            // A name with a line's end is two questions to git.
            var start = path.Contains('\n', StringComparison.Ordinal)
                ? []
                : await objects
                    .ReadStartAsync($"{commit}:{path}", ICommitFiles.Largest + 1, cancellationToken)
                    .ConfigureAwait(false);
            texts.Add(start.Length is 0 or > ICommitFiles.Largest ? null : Encoding.UTF8.GetString(start));
        }

        return texts;
    }

    // "mode type id", a tab, the path.
    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var list = await git.RunAsync(new GitCommand("ls-tree", "-r", "-z", "--full-tree", commit), cancellationToken)
            .ConfigureAwait(false);
        if (!list.IsGood)
            throw OneShotErrors.GitFailed("ls-tree", list.Reason);
        return
        [
            .. list
                .Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
                .Select(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..])
                .Where(path => !path.Contains(Replaced, StringComparison.Ordinal)),
        ];
    }
}
