using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Makes a one-shot's commits again that nobody signed or that carry a stand-in's name, as
/// the user's git makes them, and what stands on them on top of those. No ref is touched.
/// </summary>
/// <param name="runner">Runs git in the user's repository.</param>
/// <param name="state">Who commits and signs, and whose name is not to stay.</param>
internal sealed class GitRewrite(GitRunner runner, RepositoryState state)
{
    private const long LargestCommit = 4 * 1024 * 1024;

    /// <summary>
    /// Whether none is made: of the new commits, only those that the remote's branch has are told.
    /// </summary>
    public bool OnlyLooks { get; init; }

    /// <summary>After a look, whether there would be others.</summary>
    public bool WouldMake { get; private set; }

    /// <summary>Makes them.</summary>
    /// <param name="tip">The last commit.</param>
    /// <param name="id">The one-shot.</param>
    /// <param name="trunk">Where it begins.</param>
    /// <param name="there">Where the remote's branch is: what it has is not made again.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The new commits by the old ones.</returns>
    /// <exception cref="OneShotException">OS3004, OS3011 or OS3013.</exception>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        CancellationToken cancellationToken
    )
    {
        using var objects = new GitObjects(runner, onlyHere: true);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        if (there is not null)
        {
            foreach (var commit in await ListAsync(there, [tip, trunk], cancellationToken).ConfigureAwait(false))
            {
                if (
                    await ReadAsync(objects, commit, cancellationToken).ConfigureAwait(false) is { } raw
                    && !IsUnfinished(raw)
                )
                    known[raw.On(raw.Parents)] = commit;
            }
        }

        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var commit in await ListAsync(tip, there is null ? [trunk] : [trunk, there], cancellationToken)
                .ConfigureAwait(false)
        )
        {
            var raw = await ReadAsync(objects, commit, cancellationToken).ConfigureAwait(false);
            var parents = raw.Parents.Select(parent => made.GetValueOrDefault(parent, parent)).ToArray();
            if (parents.SequenceEqual(raw.Parents) && !(raw.IsOf(id) && IsUnfinished(raw)))
                continue;
            if (known.TryGetValue(raw.On(parents), out var again))
                made[commit] = again;
            else if (!OnlyLooks)
                made[commit] = await CommitAsync(raw, parents, cancellationToken).ConfigureAwait(false);
            else
                WouldMake = true;
        }

        return made;
    }

    private async Task<IReadOnlyList<string>> ListAsync(
        string tip,
        IReadOnlyList<string> without,
        CancellationToken cancellationToken
    )
    {
        var result = await runner
            .RunAsync(
                new GitCommand(["rev-list", "--topo-order", "--reverse", tip, "--not", .. without]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return result.IsGood ? result.Lines : throw OneShotErrors.GitFailed("rev-list", result.Reason);
    }

    private static async Task<RawCommit> ReadAsync(
        GitObjects objects,
        string commit,
        CancellationToken cancellationToken
    ) =>
        new(
            await objects.ReadAsync(commit, LargestCommit, cancellationToken).ConfigureAwait(false)
                ?? throw OneShotErrors.GitFailed("cat-file", $"{commit} is not here")
        );

    // What was published unsigned stays so only where the user does not sign.
    private bool IsUnfinished(RawCommit commit) =>
        (state.SignsCommits && !commit.IsSigned) || IsStandIn(commit.Author) || IsStandIn(commit.Committer);

    private bool IsStandIn(Identity person) => person.ToString() == state.StandIn;

    // Whoever signs is the committer, as after a rebase: a signature is looked up by that address.
    private async Task<string> CommitAsync(
        RawCommit commit,
        IReadOnlyList<string> parents,
        CancellationToken cancellationToken
    )
    {
        var committer = Identity.Parse(state.Committer ?? throw OneShotErrors.IdentityMissing());
        var author = IsStandIn(commit.Author)
            ? Identity.Parse(state.Author ?? throw OneShotErrors.IdentityMissing())
            : commit.Author;
        string[] signed = state.SignsCommits || commit.IsSigned ? ["-S"] : [];
        var command = new GitCommand([
            "commit-tree",
            .. signed,
            .. parents.SelectMany(parent => new[] { "-p", parent }),
            "-F",
            "-",
            commit.Tree,
        ])
        {
            Input = Encoding.Latin1.GetBytes(commit.Message),
            Configuration = [("i18n.commitEncoding", commit.CharacterSet ?? "UTF-8")],
            Environment =
            [
                ("GIT_AUTHOR_NAME", author.Name),
                ("GIT_AUTHOR_EMAIL", author.Email),
                ("GIT_AUTHOR_DATE", "@" + commit.AuthoredAt),
                ("GIT_COMMITTER_NAME", committer.Name),
                ("GIT_COMMITTER_EMAIL", committer.Email),
                ("GIT_COMMITTER_DATE", "@" + commit.CommittedAt),
            ],
        };
        var result = await runner.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return result.IsGood
            ? result.Text.Trim()
            : throw (
                signed.Length > 0
                    ? OneShotErrors.SigningFailed(result.Reason)
                    : OneShotErrors.GitFailed("commit-tree", result.Reason)
            );
    }
}
