using System.Text.Json.Serialization.Metadata;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>
/// GitHub's git data API. What it makes for an app or a workflow it signs, unless an author is named.
/// </summary>
/// <remarks>
/// https://docs.github.com/rest/git and
/// https://docs.github.com/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
/// </remarks>
internal sealed class GitHubCommits(GitHubApi api, GitHubRequests requests) : ICommitsApi
{
    public async Task<string> AddBlobAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        (
            await SendAsync(requests.CreateBlob(content.Span), GitHubJson.Default.ObjectAnswer, cancellationToken)
                .ConfigureAwait(false)
        ).Sha;

    public async Task<string> AddTreeAsync(
        string tree,
        IReadOnlyList<ChangedFile> files,
        CancellationToken cancellationToken
    ) =>
        (
            await SendAsync(requests.CreateTree(tree, files), GitHubJson.Default.ObjectAnswer, cancellationToken)
                .ConfigureAwait(false)
        ).Sha;

    // Sent again it is one more commit that no branch holds, and that GitHub removes in time.
    public async Task<ForgeCommit> AddCommitAsync(
        string tree,
        string parent,
        string message,
        CancellationToken cancellationToken
    ) =>
        CommitOf(
            await SendAsync(
                    requests.CreateCommit(tree, parent, message),
                    GitHubJson.Default.GitCommitAnswer,
                    cancellationToken
                )
                .ConfigureAwait(false)
        );

    public async Task<ForgeCommit> ReadCommitAsync(string id, CancellationToken cancellationToken) =>
        CommitOf(
            await SendAsync(requests.ReadCommit(id), GitHubJson.Default.GitCommitAnswer, cancellationToken)
                .ConfigureAwait(false)
        );

    public Task MoveBranchAsync(string branch, string commit, CancellationToken cancellationToken) =>
        api.SendRepeatableAsync(requests.MoveBranch(branch, commit), cancellationToken);

    private static ForgeCommit CommitOf(GitCommitAnswer commit) =>
        new(
            commit.Sha,
            commit.Tree.Sha,
            [.. commit.Parents.Select(parent => parent.Sha)],
            commit.Message,
            commit.Verification is { Verified: true },
            commit.Verification?.Reason
        );

    private async Task<T> SendAsync<T>(
        GitHubRequest request,
        JsonTypeInfo<T> type,
        CancellationToken cancellationToken
    ) =>
        (await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            type,
            api.Server.Host,
            request.What
        );
}
