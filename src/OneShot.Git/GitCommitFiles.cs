using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>The files of a commit of the user's repository.</summary>
/// <param name="git">Runs git there.</param>
/// <param name="commit">The commit.</param>
internal sealed class GitCommitFiles(GitRunner git, string commit) : ICommitFiles
{
    private const string Replaced = "\uFFFD";

    private (IReadOnlyList<string> Paths, IReadOnlyDictionary<string, string> Versions)? _list;

    public async Task<string> ContentAsync(CancellationToken cancellationToken)
    {
        var top = await EntriesAsync(cancellationToken, "ls-tree", "-z", "--full-tree", commit).ConfigureAwait(false);
        return Sha256Hex.Of(string.Join('\0', top.Where(entry => !PlanFiles.IsOwn(PathOf(entry)))));
    }

    public async Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        (_list ??= await ListAsync(cancellationToken).ConfigureAwait(false)).Paths;

    public async Task<IReadOnlyDictionary<string, string>> VersionsAsync(CancellationToken cancellationToken) =>
        (_list ??= await ListAsync(cancellationToken).ConfigureAwait(false)).Versions;

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

    private async Task<(IReadOnlyList<string>, IReadOnlyDictionary<string, string>)> ListAsync(
        CancellationToken cancellationToken
    )
    {
        string[] command = ["ls-tree", "-r", "-z", "--full-tree", commit];
        string[] files =
        [
            .. (await EntriesAsync(cancellationToken, command).ConfigureAwait(false))
                .Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
                .Where(entry => !PathOf(entry).Contains(Replaced, StringComparison.Ordinal)),
        ];
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
            versions[PathOf(file)] = file.Split('\t')[0];
        return ([.. files.Select(PathOf)], versions);
    }

    private async Task<string[]> EntriesAsync(CancellationToken cancellationToken, params string[] command)
    {
        var list = await git.RunAsync(new GitCommand(command), cancellationToken).ConfigureAwait(false);
        return list.IsGood
            ? list.Text.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw OneShotErrors.GitFailed("ls-tree", list.Reason);
    }

    // "mode type id", a tab, the path.
    private static string PathOf(string entry) => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..];
}
