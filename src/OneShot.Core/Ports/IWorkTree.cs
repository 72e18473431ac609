using OneShot.Core.Model;
using OneShot.Core.Secrets;

namespace OneShot.Core.Ports;

/// <summary>
/// A work tree that an agent works in. What the agent did is read from outside, with a git directory
/// that the agent never saw: nothing it wrote, hooks, filters and configuration among it, is run.
/// </summary>
internal interface IWorkTree
{
    /// <summary>The top of the tree.</summary>
    string Folder { get; }

    /// <summary>The commit it began with.</summary>
    string Start { get; }

    /// <summary>Folders outside of the tree that its repository borrows objects from.</summary>
    IReadOnlyList<string> Borrowed { get; }

    /// <summary>The filters that the start's attributes name and that are not applied.</summary>
    IReadOnlyList<string> Filters { get; }

    /// <summary>Large files whose content is not here: the agent sees what git holds of them.</summary>
    IReadOnlyList<string> Pointers { get; }

    /// <summary>Name and e-mail address that commits in it carry.</summary>
    (string Name, string Email) Committer { get; }

    /// <summary>The paths that differ from the start, committed or not, but for <c>.impl</c>.</summary>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The paths.</returns>
    Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gathers what differs from the start, as it lies in the tree, into one commit, and writes that as a bundle.
    /// </summary>
    /// <param name="title">The first line of the commit's message; the
    /// first lines of the agent's own commits follow, as a list.</param>
    /// <param name="secrets">What the session knew and nobody else may: a file
    /// that holds one is left out, because only this job can tell.</param>
    /// <param name="bundle">The bundle's file.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The commit, and what is not in it.</returns>
    /// <exception cref="OneShotException">OS6014: a tree that can't be looked at.</exception>
    Task<Collected> CollectAsync(
        string title,
        KnownSecrets secrets,
        string bundle,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Checks out what was gathered, apart from the tree: nothing that lies in the tree beside it is there.
    /// </summary>
    /// <param name="commit">The commit.</param>
    /// <param name="bundle">The bundle that holds it.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>The checkout; <see langword="null"/> where files have filters, whose content it could not have.</returns>
    Task<Checkout?> CheckOutAsync(string commit, string bundle, CancellationToken cancellationToken);
}
