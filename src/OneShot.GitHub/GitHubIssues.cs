using System.Globalization;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>GitHub's issues; for comments and labels a pull request is one of them.</summary>
internal sealed class GitHubIssues(GitHubApi api, GitHubRequests requests, GitHubTrust trust) : IIssues
{
    /// <summary>Issues and comments of more pages than this are not looked through; a page has 100.</summary>
    private const int Pages = 10;

    public Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken) =>
        OnceAsync(async () =>
        {
            if (await FindAsync(issue, cancellationToken).ConfigureAwait(false) is { } found)
                return found;
            var request = requests.CreateIssue(issue);
            var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
            return IssueOf(answer.Read(GitHubJson.Default.IssueAnswer, api.Server.Host, request.What));
        });

    public async Task<Issue> GetAsync(int number, CancellationToken cancellationToken) =>
        IssueOf(await ReadAsync(number, cancellationToken).ConfigureAwait(false));

    public async Task<Issue> UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken)
    {
        var request = requests.UpdateIssue(number, title, body);
        return IssueOf(
            (await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false)).Read(
                GitHubJson.Default.IssueAnswer,
                api.Server.Host,
                request.What
            )
        );
    }

    public async Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        await api.SendRepeatableAsync(requests.AddLabels(number, labels), cancellationToken).ConfigureAwait(false);

    public Task<Comment> CommentAsync(int number, string marker, string text, CancellationToken cancellationToken)
    {
        var body = $"{marker}\n{text}";
        return OnceAsync(async () =>
        {
            var known = await CommentsAsync(
                    number,
                    comment => comment.Body?.StartsWith(marker, StringComparison.Ordinal) == true,
                    1,
                    cancellationToken
                )
                .ConfigureAwait(false);
            var request = known is [{ Id: var id }] ? requests.UpdateComment(id, body) : requests.Comment(number, body);
            var answer =
                known.Count == 0
                    ? await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)
                    : await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false);
            return CommentOf(answer.Read(GitHubJson.Default.CommentAnswer, api.Server.Host, request.What));
        });
    }

    public async Task<IReadOnlyList<Comment>> OwnCommentsAsync(int number, CancellationToken cancellationToken) =>
        [
            .. (await CommentsAsync(number, _ => true, int.MaxValue, cancellationToken).ConfigureAwait(false)).Select(
                CommentOf
            ),
        ];

    public async Task<IReadOnlyList<Comment>> AllCommentsAsync(int number, CancellationToken cancellationToken)
    {
        var all = new List<Comment>();
        for (var page = 1; page <= Pages; page++)
        {
            var request = requests.Comments(number, page);
            var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
            var found = answer.Read(GitHubJson.Default.JsonItemsCommentAnswer, api.Server.Host, request.What);
            all.AddRange(found.Select(CommentOf));
            if (found.Count < 100)
                break;
        }

        return all;
    }

    public async Task<Comment> GetCommentAsync(int number, long id, CancellationToken cancellationToken) =>
        CommentOf(await ReadCommentAsync(number, id, cancellationToken).ConfigureAwait(false));

    public async Task<LastEdit?> LastEditAsync(int number, long? comment, CancellationToken cancellationToken)
    {
        var node = comment is { } id
            ? (await ReadCommentAsync(number, id, cancellationToken).ConfigureAwait(false)).NodeId
            : (await ReadAsync(number, cancellationToken).ConfigureAwait(false)).NodeId;
        var request = GitHubRequests.ReadEdit(api.Server, node);
        var answer = (await api.SendRepeatableAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.GraphQlAnswerEditData,
            api.Server.Host,
            request.What
        );

        // GraphQL says no with 200.
        if (answer.Errors is [{ } error, ..])
            throw OneShotErrors.Unprocessable(api.Server.Host, request.What, Core.Text.SafeText.Line(error.Message));
        return answer.Data?.Node is { LastEditedAt: { } at } edited ? new LastEdit(LoginOf(edited.Editor), at) : null;
    }

    // A lost answer may have been a success: each attempt looks before it writes.
    private static async Task<T> OnceAsync<T>(Func<Task<T>> lookAndWrite)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await lookAndWrite().ConfigureAwait(false);
            }
            catch (AnswerLostException exception) when (attempt == 3)
            {
                throw exception.Error;
            }
            catch (AnswerLostException)
            {
                // Looked for again.
            }
        }
    }

    // Only among issues of the same labels: a repository may have ten thousand others.
    private async Task<Issue?> FindAsync(NewIssue wanted, CancellationToken cancellationToken)
    {
        for (var page = 1; page <= Pages; page++)
        {
            var request = requests.Issues(wanted.Labels, page);
            var issues = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
                GitHubJson.Default.JsonItemsIssueAnswer,
                api.Server.Host,
                request.What
            );
            foreach (
                var found in issues.Where(issue =>
                    issue.PullRequest is null && issue.Body?.Contains(wanted.Marker, StringComparison.Ordinal) == true
                )
            )
            {
                if (await IsOursAsync(found.User, cancellationToken).ConfigureAwait(false))
                    return IssueOf(found);
            }

            if (issues.Count < 100)
                break;
        }

        return null;
    }

    // Only ours, however well another one looks like it.
    private async Task<IReadOnlyList<CommentAnswer>> CommentsAsync(
        int number,
        Predicate<CommentAnswer> isWanted,
        int most,
        CancellationToken cancellationToken
    )
    {
        var found = new List<CommentAnswer>();
        for (var page = 1; page <= Pages; page++)
        {
            var request = requests.Comments(number, page);
            var comments = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
                GitHubJson.Default.JsonItemsCommentAnswer,
                api.Server.Host,
                request.What
            );
            foreach (var comment in comments.Where(comment => isWanted(comment)))
            {
                if (await IsOursAsync(comment.User, cancellationToken).ConfigureAwait(false))
                    found.Add(comment);
                if (found.Count == most)
                    return found;
            }

            if (comments.Count < 100)
                break;
        }

        return found;
    }

    private async Task<bool> IsOursAsync(UserAnswer? user, CancellationToken cancellationToken) =>
        user is not null && await trust.AreWeAsync(user.Login, cancellationToken).ConfigureAwait(false);

    private async Task<IssueAnswer> ReadAsync(int number, CancellationToken cancellationToken)
    {
        var request = requests.ReadIssue(number);
        return (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.IssueAnswer,
            api.Server.Host,
            request.What
        );
    }

    private async Task<CommentAnswer> ReadCommentAsync(int number, long id, CancellationToken cancellationToken)
    {
        var request = requests.ReadComment(id);
        var comment = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(
            GitHubJson.Default.CommentAnswer,
            api.Server.Host,
            request.What
        );

        // Its address names it without its issue.
        var isThere = comment.IssueUrl.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"/issues/{number}"),
            StringComparison.Ordinal
        );
        return isThere ? comment : throw OneShotErrors.NotFound(api.Server.Host, request.What);
    }

    // GraphQL's bots lack what REST's have.
    private static string LoginOf(EditorAnswer? editor) =>
        editor switch
        {
            null => GitHubTrust.Ghost,
            { Kind: "Bot" } when !editor.Login.EndsWith("[bot]", StringComparison.Ordinal) => editor.Login + "[bot]",
            _ => editor.Login,
        };

    private static Comment CommentOf(CommentAnswer comment) =>
        new(comment.Id, comment.User?.Login ?? GitHubTrust.Ghost, comment.Body ?? "");

    private static Issue IssueOf(IssueAnswer issue) =>
        new(
            issue.Number,
            issue.HtmlUrl,
            issue.Title ?? "",
            issue.Body ?? "",
            GitHubState.IsOpen(issue.State),
            issue.Labels?.Select(label => label.Name ?? "").ToArray() ?? [],
            issue.User?.Login ?? GitHubTrust.Ghost
        )
        {
            IsPullRequest = issue.PullRequest is not null,
        };
}
