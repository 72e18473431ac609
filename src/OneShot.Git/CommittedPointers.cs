using System.Text;
using OneShot.Core.Errors;

namespace OneShot.Git;

/// <summary>Finds the pointers to large files that commits brought, in all of them and not only in the last.</summary>
/// <param name="user">Runs git where the commits are.</param>
internal sealed class CommittedPointers(GitRunner user)
{
    /// <summary>Finds them.</summary>
    /// <param name="range">The commits, as <c>git rev-list</c> takes them.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Paths, the objects that hold the pointers, and the pointers.</returns>
    public async Task<IReadOnlyList<(string Path, string Blob, LargeFilePointer Pointer)>> OfAsync(
        IEnumerable<string> range,
        CancellationToken cancellationToken
    )
    {
        var commits = await GoodAsync(new GitCommand(["rev-list", .. range]), cancellationToken).ConfigureAwait(false);
        if (commits.Text.Length == 0)
            return [];

        // Of a merge, what is in none of those that it joins.
        string[] compare = ["diff-tree", "--stdin", "--root", "-r", "-c", "-z", "--no-commit-id", "--no-renames"];
        var command = new GitCommand([.. compare, "--diff-filter=d"]) { Input = Encoding.ASCII.GetBytes(commits.Text) };
        var listed = await GoodAsync(command, cancellationToken).ConfigureAwait(false);
        var files = Files(listed.Text).Distinct().ToArray();
        if (files.Length == 0)
            return [];
        using var objects = new GitObjects(user, onlyHere: true);
        var pointers = await LargeFilePointer
            .AmongAsync(user.RunAsync, objects, files.Select(file => file.Blob), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. files
                .Where(file => pointers.ContainsKey(file.Blob))
                .Select(file => (file.Path, file.Blob, pointers[file.Blob])),
        ];
    }

    // ":mode mode id id kind", and the path; a colon, a mode and an id more for each further parent of a merge.
    private static IEnumerable<(string Path, string Blob)> Files(string list)
    {
        foreach (var pair in list.Split('\0', StringSplitOptions.RemoveEmptyEntries).Chunk(2))
        {
            if (pair is not [var told, var path])
                continue;
            var fields = told.TrimStart(':').Split(' ');
            var parents = told.Length - told.TrimStart(':').Length;
            if (fields.Length > (2 * parents) + 1 && fields[parents] is "100644" or "100755")
                yield return (path, fields[(2 * parents) + 1]);
        }
    }

    private async Task<GitResult> GoodAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await user.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result : throw OneShotErrors.GitFailed(command.Name, result.Reason);
    }
}
