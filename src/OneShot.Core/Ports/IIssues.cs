using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// The forge's issues, and the comments and labels of issues and
/// pull requests alike. Doing anything here twice does it once.
/// </summary>
internal interface IIssues
{
    /// <summary>
    /// Creates an issue, unless we wrote one with the same marker: a marker alone is anybody's to copy.
    /// </summary>
    /// <param name="issue">The issue.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The issue.</returns>
    Task<Issue> CreateAsync(NewIssue issue, CancellationToken cancellationToken);

    /// <summary>Reads an issue.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The issue.</returns>
    /// <exception cref="OneShotException">OS4003: there is none.</exception>
    Task<Issue> GetAsync(int number, CancellationToken cancellationToken);

    /// <summary>Changes an issue.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="title">The new title; <see langword="null"/> leaves it.</param>
    /// <param name="body">The new body; <see langword="null"/> leaves it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The issue as it is now, by the answer to this very change.</returns>
    Task<Issue> UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken);

    /// <summary>Adds labels; those that are there stay.</summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken);

    /// <summary>
    /// Comments; a comment of ours that holds the same marker already is rewritten instead, and nobody else's is.
    /// </summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="marker">A hidden text, one line, that the comment begins with.</param>
    /// <param name="text">What follows, Markdown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The comment as it is now, by the answer to this very writing.</returns>
    Task<Comment> CommentAsync(int number, string marker, string text, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the comments that we wrote: those of whoever the token is, and of the forge's own workflows.
    /// </summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The comments, the oldest first.</returns>
    Task<IReadOnlyList<Comment>> OwnCommentsAsync(int number, CancellationToken cancellationToken);

    /// <summary>Reads the comments of everybody: data of strangers.</summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The comments, the oldest first; at most the first thousand.</returns>
    Task<IReadOnlyList<Comment>> AllCommentsAsync(int number, CancellationToken cancellationToken);

    /// <summary>Reads one comment, whoever wrote it.</summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="id">The comment.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The comment.</returns>
    /// <exception cref="OneShotException">OS4003: there is none.</exception>
    Task<Comment> GetCommentAsync(int number, long id, CancellationToken cancellationToken);

    /// <summary>Asks who changed a text last.</summary>
    /// <param name="number">The issue.</param>
    /// <param name="comment">The comment on it; <see langword="null"/> for the issue's own text.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The change; <see langword="null"/> when it is as
    /// its author wrote it, or the forge keeps no record.</returns>
    Task<LastEdit?> LastEditAsync(int number, long? comment, CancellationToken cancellationToken);
}
