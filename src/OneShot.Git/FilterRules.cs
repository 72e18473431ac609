using System.Text;

namespace OneShot.Git;

/// <summary>
/// Tells which files have a filter by the attributes of one commit and the user's own; what came later has no say.
/// </summary>
/// <param name="run">Runs git where the commit is.</param>
/// <param name="index">A file for an index, beside the one that is worked on.</param>
/// <param name="commit">The commit.</param>
internal sealed class FilterRules(GitAnswer run, string index, string commit)
{
    /// <summary>The filter of Git Large File Storage, which is known here.</summary>
    public const string LargeFiles = "lfs";

    private bool _isRead;

    /// <summary>Whether no file has one, by these and by the earlier ones.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Rules of an earlier commit, which hold whatever became of them since.</summary>
    public FilterRules? Earlier { get; init; }

    /// <summary>Finds the filters of files that have one.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(
        IReadOnlyCollection<string> paths,
        CancellationToken cancellationToken
    )
    {
        if (IsEmpty || paths.Count == 0)
            return new Dictionary<string, string>();
        if (!_isRead)
            await GoodAsync(new GitCommand("read-tree", commit), cancellationToken).ConfigureAwait(false);
        _isRead = true;
        var command = new GitCommand("check-attr", "--cached", "-z", "--stdin", "filter")
        {
            Input = Encoding.UTF8.GetBytes(string.Concat(paths.Select(path => path + "\0"))),
        };

        // Path, attribute and value, each ended by NUL.
        var answers = (await GoodAsync(command, cancellationToken).ConfigureAwait(false)).Text.Split('\0').Chunk(3);
        // "set" is a rule without a name, which is no filter to git.
        var found = answers
            .Where(answer => answer is [_, _, not ("unspecified" or "unset" or "set")])
            .ToDictionary(answer => answer[0], answer => answer[2], StringComparer.Ordinal);
        if (Earlier is null)
            return found;
        foreach (var (path, filter) in await Earlier.OfAsync(paths, cancellationToken).ConfigureAwait(false))
            found[path] = filter;
        return found;
    }

    /// <summary>Puts a file of the work tree into the index beside the commit's, as its other attributes say.</summary>
    /// <returns>The object's id; <see langword="null"/> when git can't.</returns>
    public async Task<string?> AddAsync(string path, CancellationToken cancellationToken)
    {
        var name = Encoding.UTF8.GetBytes(path + "\0");
        var added = await run(
                Own(new GitCommand("update-index", "--add", "--replace", "-z", "--stdin") { Input = name }),
                cancellationToken
            )
            .ConfigureAwait(false);
        if (!added.IsGood)
            return null;
        var listed = new GitCommand("--literal-pathspecs", "ls-files", "--stage", "-z", "--", path);
        return (await GoodAsync(listed, cancellationToken).ConfigureAwait(false)).Text.Split(' ') is [_, var id, ..]
            ? id
            : null;
    }

    private async Task<GitResult> GoodAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await run(Own(command), cancellationToken).ConfigureAwait(false);
        return result.IsGood
            ? result
            : throw Core.Errors.OneShotErrors.DeliveryRefused($"git {command.Name}: {result.Reason}.");
    }

    // In a sparse tree git reads no attributes of folders that are left out.
    private GitCommand Own(GitCommand command) =>
        command with
        {
            Configuration = [.. command.Configuration, ("core.sparseCheckout", "false")],
            Environment = [.. command.Environment, ("GIT_INDEX_FILE", index)],
        };
}
