using OneShot.Core.Issues;
using OneShot.Core.Ports;

namespace OneShot.GitHub;

/// <summary>GitHub's issues; for comments and labels a pull request is one of them.</summary>
internal sealed class GitHubIssues(GitHubApi api, GitHubRequests requests) : IIssues
{
    /// <summary>Issues and comments of more pages than this are not looked through; a page has 100.</summary>
    private const int Pages = 10;

    public Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken) => OnceAsync(async () =>
    {
        if (await FindAsync(issue, cancellationToken).ConfigureAwait(false) is { } found) return found;
        var request = requests.CreateIssue(issue);
        var answer = await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false);
        return IssueOf(answer.Read(GitHubJson.Default.IssueAnswer, api.Server.Host, request.What));
    });

    public async Task<Issue> GetAsync(int number, CancellationToken cancellationToken)
    {
        var request = requests.ReadIssue(number);
        return IssueOf((await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(GitHubJson.Default.IssueAnswer, api.Server.Host, request.What));
    }

    public async Task UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken)
        => await api.SendRepeatableAsync(requests.UpdateIssue(number, title, body), cancellationToken).ConfigureAwait(false);

    public async Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken)
        => await api.SendRepeatableAsync(requests.AddLabels(number, labels), cancellationToken).ConfigureAwait(false);

    public Task CommentAsync(int number, string marker, string text, CancellationToken cancellationToken)
    {
        var body = $"{marker}\n{text}";
        return OnceAsync(async () => await FindCommentAsync(number, marker, cancellationToken).ConfigureAwait(false) is { } id
            ? await api.SendRepeatableAsync(requests.UpdateComment(id, body), cancellationToken).ConfigureAwait(false)
            : await api.SendGoodAsync(requests.Comment(number, body), cancellationToken).ConfigureAwait(false));
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
            var issues = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(GitHubJson.Default.IssueAnswerArray, api.Server.Host, request.What);
            if (issues.FirstOrDefault(issue => issue.PullRequest is null && issue.Body?.Contains(wanted.Marker, StringComparison.Ordinal) == true) is { } found) return IssueOf(found);
            if (issues.Length < 100) break;
        }

        return null;
    }

    private async Task<long?> FindCommentAsync(int number, string marker, CancellationToken cancellationToken)
    {
        for (var page = 1; page <= Pages; page++)
        {
            var request = requests.Comments(number, page);
            var comments = (await api.SendGoodAsync(request, cancellationToken).ConfigureAwait(false)).Read(GitHubJson.Default.CommentAnswerArray, api.Server.Host, request.What);
            if (comments.FirstOrDefault(comment => comment.Body?.StartsWith(marker, StringComparison.Ordinal) == true) is { } found) return found.Id;
            if (comments.Length < 100) break;
        }

        return null;
    }

    private static Issue IssueOf(IssueAnswer issue)
        => new(issue.Number, issue.HtmlUrl, issue.Title ?? "", issue.Body ?? "", issue.State == "open", issue.Labels?.Select(label => label.Name ?? "").ToArray() ?? []);
}
