using OneShot.Core.Errors;

namespace OneShot.Core.Ports;

/// <summary>
/// A work tree that an agent works in. What the agent did is read from outside, with a git directory that the agent never saw:
/// nothing it wrote, hooks, filters and configuration among it, is run.
/// </summary>
public interface IWorkTree
{
    /// <summary>The top of the tree.</summary>
    string Folder { get; }

    /// <summary>The commit it began with.</summary>
    string Start { get; }

    /// <summary>Folders outside of the tree that its repository borrows objects from.</summary>
    IReadOnlyList<string> Borrowed { get; }

    /// <summary>Name and e-mail address that commits in it carry.</summary>
    (string Name, string Email) Committer { get; }

    /// <summary>The paths that differ from the start, committed or not, but for <c>.impl</c>.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The paths.</returns>
    Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken);

    /// <summary>Gathers the agent's commits and, as one more commit, what it did not commit, and writes them as a bundle.</summary>
    /// <param name="message">The message of that commit.</param>
    /// <param name="bundle">The bundle's file.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The last commit; <see langword="null"/> when nothing changed.</returns>
    /// <exception cref="OneShotException">OS6014: files that are too large, or that git can't hold.</exception>
    Task<string?> CollectAsync(string message, string bundle, CancellationToken cancellationToken);
}
