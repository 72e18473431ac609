using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// The user's repository. Nothing here touches HEAD, index, work tree, stash,
/// configuration or refs, but for the three members that <c>--checkout</c> needs.
/// </summary>
internal interface IGitRepository
{
    /// <summary>Reads directories, identity and the remote.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The state.</returns>
    /// <exception cref="OneShotException">OS3001, OS3002 or OS3003.</exception>
    Task<RepositoryState> DescribeAsync(string remote, CancellationToken cancellationToken);

    /// <summary>Asks the remote for its default branch and some refs.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="patterns">Full names of refs; <c>*</c> stands for anything.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What the remote told.</returns>
    /// <exception cref="OneShotException">OS3006, OS3007, OS3011 or OS7002.</exception>
    Task<RemoteRefs> ListRemoteAsync(
        Remote remote,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Reads objects, fetching a branch or ref of the remote first when the first object is not here.
    /// </summary>
    /// <param name="objects">Object names, such as <c>COMMIT</c> and <c>COMMIT:PATH</c>.</param>
    /// <param name="remote">Where to fetch from.</param>
    /// <param name="reference">The ref that holds the objects.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The contents in the same order; <see langword="null"/> for
    /// what does not exist. The first exists, but in a preview.</returns>
    /// <exception cref="OneShotException">OS3006, OS3007, OS3011 or OS7002.</exception>
    Task<IReadOnlyList<string?>> ReadAsync(
        IReadOnlyList<string> objects,
        Remote remote,
        string reference,
        CancellationToken cancellationToken
    );

    /// <summary>Makes a commit without a ref that points to it.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="state">The identity, and whether to sign.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The commit's object id.</returns>
    /// <exception cref="OneShotException">OS3011 or OS3013.</exception>
    Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken);

    /// <summary>
    /// Makes commits of a one-shot again, and what stands on them on top of those: signed
    /// where they are not and the user signs, and by the user where they carry the state's
    /// stand-in. Tree, message, times and every other author stay. No ref is touched.
    /// </summary>
    /// <param name="tip">The last commit.</param>
    /// <param name="id">The one-shot, as the commits' trailer names it.</param>
    /// <param name="trunk">The commit that it began with.</param>
    /// <param name="there">Where the remote's branch is: what it has is
    /// not made again, and what was made of them there is taken.</param>
    /// <param name="state">Who commits and signs, and whose name is not to stay.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The new commits by the old ones.</returns>
    /// <exception cref="OneShotException">OS3004, OS3011 or OS3013.</exception>
    Task<IReadOnlyDictionary<string, string>> RewriteAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        RepositoryState state,
        CancellationToken cancellationToken
    );

    /// <summary>Moves a local branch that is nowhere checked out.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="from">Where it has to be.</param>
    /// <param name="to">Where it goes.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns><see langword="false"/> when it is checked out, or elsewhere: then it stays.</returns>
    Task<bool> MoveBranchAsync(string branch, string from, string to, CancellationToken cancellationToken);

    /// <summary>Tells where a local branch is checked out, also in the middle of a rebase or bisect of it.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The work tree's folder; <see langword="null"/> where it is checked out nowhere.</returns>
    Task<string?> PlaceOfAsync(string branch, CancellationToken cancellationToken);

    /// <summary>Tells what the work tree has that a one-shot which starts from a commit has not.</summary>
    /// <param name="commit">Where it starts.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What is checked out, and how much of it is not included.</returns>
    Task<NotIncluded> NotIncludedAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Tells whether a commit is in this repository.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    Task<bool> HasCommitAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Reads the files of a commit that is in this repository.</summary>
    /// <param name="commit">The commit.</param>
    /// <returns>The files.</returns>
    ICommitFiles FilesOf(string commit);

    /// <summary>Tells whether a commit is among another's ancestors, or the same.</summary>
    /// <param name="ancestor">The older commit.</param>
    /// <param name="commit">The younger commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns><see langword="true"/> when it is; <see langword="false"/> also when one of them is not here.</returns>
    Task<bool> StandsOnAsync(string ancestor, string commit, CancellationToken cancellationToken);

    /// <summary>Tells whether a branch has anything of a change: merged into it, and not taken back since.</summary>
    /// <param name="start">The commit that the change began with; <see langword="null"/> where nobody knows.</param>
    /// <param name="last">The change's last commit.</param>
    /// <param name="trunk">The branch's commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns><see langword="true"/> when it has, or when only its commits are known to be there.</returns>
    Task<bool> HoldsChangeAsync(string? start, string last, string trunk, CancellationToken cancellationToken);

    /// <summary>Pushes the large files that a commit points to, before it is pushed itself.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="from">The commit that it stands on, whose attributes hold.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="trunkConfig">Reads trunk's <c>.lfsconfig</c>, where it is needed.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running task.</returns>
    /// <exception cref="OneShotException">OS3106: they could not be pushed.</exception>
    Task PushLargeFilesAsync(
        Remote remote,
        string from,
        string commit,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    );

    /// <summary>Brings back large files of waiting results that <c>git lfs prune</c> has removed.</summary>
    /// <param name="commonDirectory">The git directory that all worktrees share.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running task.</returns>
    Task RestoreLargeFilesAsync(string commonDirectory, CancellationToken cancellationToken);

    /// <summary>Changes refs of the remote, all or none.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="updates">The changes.</param>
    /// <param name="hooks">What the user's pre-push hook is told; <see langword="null"/> when it does not run.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="OneShotException">OS3006, OS3007, OS3011, OS3012, OS4010 or OS7002.</exception>
    Task<PushOutcome> PushAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    );

    /// <summary>Reads where a local branch is, which must hold a commit still.</summary>
    /// <param name="branch">The branch, without <c>refs/heads/</c>.</param>
    /// <param name="ancestor">The commit it must hold.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The branch's commit; <see langword="null"/> when there is no such branch.</returns>
    /// <exception cref="OneShotException">OS5002: the branch was rewritten.</exception>
    Task<string?> ReadBranchAsync(string branch, string ancestor, CancellationToken cancellationToken);

    /// <summary>Tells what is checked out.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The branch and the commit.</returns>
    Task<Head> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells which files of the work tree differ from the commit that is checked out; files that git ignores are none.
    /// </summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Their paths from the top of the repository; a folder that is a repository of its own is one.</returns>
    /// <exception cref="OneShotException">OS3011 or OS7002.</exception>
    Task<IReadOnlyList<DifferingFile>> DifferingFilesAsync(CancellationToken cancellationToken);

    /// <summary>Checks that nothing would be lost by checking out something else.</summary>
    /// <param name="state">The repository.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running check.</returns>
    /// <exception cref="OneShotException">OS3022: there are changes,
    /// or an operation such as a rebase is under way.</exception>
    Task RequireCleanAsync(RepositoryState state, CancellationToken cancellationToken);

    /// <summary>Checks out a commit on a new branch, or what was checked out before.</summary>
    /// <param name="head">What to check out.</param>
    /// <param name="create">Whether the branch is made; one that is there and holds the commit is taken.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The running checkout.</returns>
    /// <exception cref="OneShotException">OS3011: git refused; what was checked out before still is.</exception>
    Task CheckOutAsync(Head head, bool create, CancellationToken cancellationToken);
}
