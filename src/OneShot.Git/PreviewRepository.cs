using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Git;

/// <summary>
/// The repository of a preview: reads what is here and what the remote tells, and shows what it would write.
/// </summary>
internal sealed class PreviewRepository(GitRepository inner, PreviewLog log) : IGitRepository
{
    public Task<RepositoryState> DescribeAsync(string remote, CancellationToken cancellationToken) =>
        inner.DescribeAsync(remote, cancellationToken);

    public Task<RemoteRefs> ListRemoteAsync(
        Remote remote,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    ) => inner.ListRemoteAsync(remote, patterns, cancellationToken);

    public async Task<IReadOnlyList<string?>> ReadAsync(
        IReadOnlyList<string> objects,
        Remote remote,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var contents = await inner.ReadHereAsync(objects, cancellationToken).ConfigureAwait(false);
        if (contents[0] is null)
            log.Add(
                "git " + string.Join(' ', GitRepository.FetchCommand(remote, reference).Arguments),
                $"{objects[0]} is not here yet"
            );
        return contents;
    }

    public Task<string> CommitAsync(NewCommit commit, RepositoryState state, CancellationToken cancellationToken)
    {
        log.Add(
            $"git fast-import ({(state.SignsCommits ? "signed " : "")}commit on {commit.Parent})",
            $"{commit.Message.TrimEnd()}\n\n{commit.Path}:\n{Encoding.UTF8.GetString(commit.Content.Span).TrimEnd('\n')}"
        );
        return Task.FromResult(new string('0', commit.Parent.Length));
    }

    public async Task<IReadOnlyDictionary<string, string>> RewriteAsync(
        string tip,
        string id,
        string trunk,
        string? there,
        RepositoryState state,
        CancellationToken cancellationToken
    )
    {
        var (made, isMore) = await inner
            .FindRewrittenAsync(tip, id, trunk, there, state, cancellationToken)
            .ConfigureAwait(false);
        if (isMore && state.SignsCommits)
            log.Add("git commit-tree -S", $"for what the one-shot {id} made since {trunk} and is not signed");
        if (isMore && state.StandIn is { } standIn)
            log.Add(
                "git commit-tree",
                $"for what the one-shot {id} made since {trunk} as {standIn}: "
                    + $"as {(state.Author is null ? "you" : Identity.Of(state))}"
            );
        return made;
    }

    public Task<bool> MoveBranchAsync(string branch, string from, string to, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task<string?> PlaceOfAsync(string branch, CancellationToken cancellationToken) =>
        inner.PlaceOfAsync(branch, cancellationToken);

    public Task<NotIncluded> NotIncludedAsync(string commit, CancellationToken cancellationToken) =>
        inner.NotIncludedAsync(commit, cancellationToken);

    public ICommitFiles FilesOf(string commit) => inner.FilesOf(commit);

    public Task<bool> HasCommitAsync(string commit, CancellationToken cancellationToken) =>
        inner.HasCommitAsync(commit, cancellationToken);

    public Task<bool> StandsOnAsync(string ancestor, string commit, CancellationToken cancellationToken) =>
        inner.StandsOnAsync(ancestor, commit, cancellationToken);

    public Task<bool> HoldsChangeAsync(string? start, string last, string trunk, CancellationToken cancellationToken) =>
        inner.HoldsChangeAsync(start, last, trunk, cancellationToken);

    public Task PushLargeFilesAsync(
        Remote remote,
        string from,
        string commit,
        Func<CancellationToken, Task<string?>> trunkConfig,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public Task RestoreLargeFilesAsync(string commonDirectory, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<PushOutcome> PushAsync(
        Remote remote,
        IReadOnlyList<RefUpdate> updates,
        PushHooks? hooks,
        CancellationToken cancellationToken
    )
    {
        var command = GitPush.Command(remote, updates, hooks is not null);
        var arguments = command.Arguments.Select(argument =>
            argument == GitRemoteAlias.Name ? remote.Push.Display : argument
        );
        log.Add("git " + string.Join(' ', arguments), string.Empty);
        return Task.FromResult(PushOutcome.Done);
    }

    public Task<string?> ReadBranchAsync(string branch, string ancestor, CancellationToken cancellationToken) =>
        inner.ReadBranchAsync(branch, ancestor, cancellationToken);

    public Task<Head> ReadHeadAsync(CancellationToken cancellationToken) => inner.ReadHeadAsync(cancellationToken);

    public Task<IReadOnlyList<DifferingFile>> DifferingFilesAsync(CancellationToken cancellationToken) =>
        inner.DifferingFilesAsync(cancellationToken);

    public Task RequireCleanAsync(RepositoryState state, CancellationToken cancellationToken) =>
        inner.RequireCleanAsync(state, cancellationToken);

    public Task CheckOutAsync(Head head, bool create, CancellationToken cancellationToken)
    {
        log.Add($"git switch {head}", string.Empty);
        return Task.CompletedTask;
    }
}
