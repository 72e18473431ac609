using OneShot.Core.Errors;

namespace OneShot.Git;

/// <summary>
/// Reads a file of one commit from git's objects, as far as they
/// are here: nothing is fetched, nobody's work tree is looked at.
/// </summary>
/// <param name="git">Runs git in the repository.</param>
/// <param name="commit">The commit.</param>
internal sealed class GitTrunkFile(GitRunner git, string commit)
{
    /// <summary>Variables that keep git to what is here, as it was committed.</summary>
    public static IReadOnlyList<(string Name, string Value)> OnlyHere { get; } =
    [("GIT_ALLOW_PROTOCOL", "none"), ("GIT_NO_REPLACE_OBJECTS", "1")];

    /// <summary>Whether the repository has the commit.</summary>
    public async Task<bool> IsHereAsync(CancellationToken cancellationToken) =>
        (
            await git.RunAsync(
                    new GitCommand("cat-file", "-e", commit + "^{commit}") { Environment = OnlyHere },
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).IsGood;

    /// <summary>
    /// Whether the commit has the file: the trees tell it where a checkout of a part has left the file itself out.
    /// </summary>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken) =>
        (
            await git.RunAsync(
                    new GitCommand("ls-tree", "-z", "--full-tree", commit, "--", path) { Environment = OnlyHere },
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
            is { IsGood: true } listing
        && listing.Text.Contains(path, StringComparison.Ordinal);

    /// <summary>Reads the file.</summary>
    /// <returns>Its text; <see langword="null"/> when the commit has none.</returns>
    /// <exception cref="OneShotException">OS3081: it has one, and it is not here.</exception>
    public async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!await HasAsync(path, cancellationToken).ConfigureAwait(false))
            return null;
        if (
            !(
                await git.RunAsync(
                        new GitCommand("cat-file", "-e", $"{commit}:{path}") { Environment = OnlyHere },
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).IsGood
        )
            throw OneShotErrors.RepositoryFileNotHere(path, commit);
        using var objects = new GitObjects(git, onlyHere: true);
        return await objects.ReadAsync($"{commit}:{path}", cancellationToken).ConfigureAwait(false);
    }
}
