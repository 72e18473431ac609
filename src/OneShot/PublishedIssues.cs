using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;

namespace OneShot;

/// <summary>Issues and comments, which leave without secrets.</summary>
/// <param name="inner">The forge's issues.</param>
/// <param name="secrets">What this process knows by value.</param>
internal sealed class PublishedIssues(IIssues inner, KnownSecrets secrets) : IIssues
{
    public Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var clean = issue with { Title = secrets.Without(issue.Title), Body = secrets.Without(issue.Body) };
        return inner.CreateAsync(clean, cancellationToken);
    }

    public Task<Issue> GetAsync(int number, CancellationToken cancellationToken) =>
        inner.GetAsync(number, cancellationToken);

    public Task<Issue> UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken) =>
        inner.UpdateAsync(number, Clean(title), Clean(body), cancellationToken);

    public Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken) =>
        inner.LabelAsync(number, labels, cancellationToken);

    public Task<Comment> CommentAsync(int number, string marker, string text, CancellationToken cancellationToken) =>
        inner.CommentAsync(number, marker, secrets.Without(text), cancellationToken);

    public Task<IReadOnlyList<Comment>> OwnCommentsAsync(int number, CancellationToken cancellationToken) =>
        inner.OwnCommentsAsync(number, cancellationToken);

    public Task<IReadOnlyList<Comment>> AllCommentsAsync(int number, CancellationToken cancellationToken) =>
        inner.AllCommentsAsync(number, cancellationToken);

    public Task<Comment> GetCommentAsync(int number, long id, CancellationToken cancellationToken) =>
        inner.GetCommentAsync(number, id, cancellationToken);

    public Task<LastEdit?> LastEditAsync(int number, long? comment, CancellationToken cancellationToken) =>
        inner.LastEditAsync(number, comment, cancellationToken);

    private string? Clean(string? text) => text is null ? null : secrets.Without(text);
}
