using OneShot.Core.Errors;
using OneShot.Core.Issues;

namespace OneShot.Core.Ports;

/// <summary>The forge's issues, and the comments and labels of issues and pull requests alike. Doing anything here twice does it once.</summary>
public interface IIssues
{
    /// <summary>Creates an issue, unless one with the same marker exists.</summary>
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
    /// <returns>The running request.</returns>
    Task UpdateAsync(int number, string? title, string? body, CancellationToken cancellationToken);

    /// <summary>Adds labels; those that are there stay.</summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task LabelAsync(int number, IReadOnlyList<string> labels, CancellationToken cancellationToken);

    /// <summary>Comments; a comment that holds the same marker already is rewritten instead.</summary>
    /// <param name="number">The issue or pull request.</param>
    /// <param name="marker">A hidden text, one line, that the comment begins with.</param>
    /// <param name="text">What follows, Markdown.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task CommentAsync(int number, string marker, string text, CancellationToken cancellationToken);
}
