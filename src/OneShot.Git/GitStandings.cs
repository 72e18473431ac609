using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Tells whether any worktree has a branch checked out, also in the
/// middle of a rebase or bisect of it: git's own rule for what stays.
/// </summary>
/// <param name="runner">Runs git in the repository.</param>
/// <param name="known">The common git directory, for whoever knows it.</param>
internal sealed class GitStandings(GitRunner runner, string? known = null)
{
    private static readonly string[] Names =
    [
        "rebase-merge/head-name",
        "rebase-apply/head-name",
        "rebase-merge/update-refs",
        "BISECT_START",
    ];

    public async Task<bool> IsCheckedOutAsync(IReadOnlyList<string> branches, CancellationToken cancellationToken) =>
        await PlaceAsync(branches, cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Where one of them is checked out: a folder; <see langword="null"/> for nowhere.</summary>
    public async Task<string?> PlaceAsync(IReadOnlyList<string> branches, CancellationToken cancellationToken)
    {
        if (branches.Count == 0)
            return null;
        var list = new GitCommand(["for-each-ref", "--format=%(refname)%09%(worktreepath)", .. branches]);
        var heads = await GoodAsync(list, cancellationToken).ConfigureAwait(false);
        var place = heads
            .Select(line => line.Split('\t', 2))
            .FirstOrDefault(parts => branches.Contains(parts[0]) && parts[1].Length > 0);
        if (place is not null)
            return place[1];

        var locate = new GitCommand("rev-parse", "--path-format=absolute", "--git-common-dir");
        var common = known ?? (await GoodAsync(locate, cancellationToken).ConfigureAwait(false))[0];
        var linked = Path.Combine(common, "worktrees");
        string[] folders = [common, .. Directory.Exists(linked) ? Directory.GetDirectories(linked) : []];
        var under = folders.FirstOrDefault(folder =>
            Names
                .SelectMany(name => Lines(Path.Combine(folder, name)))
                // bisect writes the short name
                .Any(line => branches.Contains(line) || branches.Contains(RefName.OfBranch(line)))
        );
        return under is null ? null : TreeOf(under);
    }

    // A linked one's folder names the file ".git" of its work tree.
    private static string TreeOf(string folder) =>
        Lines(Path.Combine(folder, "gitdir")).FirstOrDefault() is { } link ? Path.GetDirectoryName(link)!
        : Path.GetFileName(folder) == ".git" ? Path.GetDirectoryName(folder)!
        : folder;

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return []; // nothing is under way there
        }
    }

    private async Task<string[]> GoodAsync(GitCommand command, CancellationToken cancellationToken)
    {
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood ? result.Lines : throw OneShotErrors.GitFailed(command.Name, result.Reason);
    }
}
