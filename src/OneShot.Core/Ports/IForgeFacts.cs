using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>
/// What the doctor asks a forge about a repository. Everything but the last two
/// members only reads; whatever is not told is a <see cref="OneShotException"/>.
/// </summary>
internal interface IForgeFacts
{
    /// <summary>The repository's page.</summary>
    string Page { get; }

    /// <summary>Whether the server is GitHub's own, which is always of the newest version.</summary>
    bool IsHosted { get; }

    /// <summary>Reads the repository.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What it tells.</returns>
    Task<RepositoryFacts> RepositoryAsync(CancellationToken cancellationToken);

    /// <summary>Looks into an area.</summary>
    /// <param name="area">The area.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The permission that the token lacks to see it, as the
    /// forge spells it; <see langword="null"/> when it sees it.</returns>
    Task<string?> MissingRightAsync(TokenArea area, CancellationToken cancellationToken);

    /// <summary>Asks for a workflow.</summary>
    /// <param name="workflow">Its file name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Its state, <c>active</c> among others; <see langword="null"/>
    /// when the forge knows no such workflow.</returns>
    Task<string?> WorkflowStateAsync(string workflow, CancellationToken cancellationToken);

    /// <summary>Asks whether workflows run.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>What the repository's settings say.</returns>
    Task<ActionsFacts> ActionsAsync(CancellationToken cancellationToken);

    /// <summary>Asks whether a workflow's own token may open pull requests.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="true"/> when it may.</returns>
    Task<bool> MayOpenPullRequestsAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the names of the secrets that workflows get.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The names.</returns>
    Task<SecretNames> SecretsAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the variables that workflows get.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Names and values.</returns>
    Task<IReadOnlyDictionary<string, string>> VariablesAsync(CancellationToken cancellationToken);

    /// <summary>Asks for the rules that would hold for a branch of a name.</summary>
    /// <param name="branch">The branch, which need not exist.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The rules.</returns>
    Task<IReadOnlyList<BranchRule>> RulesAsync(string branch, CancellationToken cancellationToken);

    /// <summary>Lets the repository run workflows.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task EnableActionsAsync(CancellationToken cancellationToken);

    /// <summary>Lets a workflow's own token open pull requests; what it may do otherwise stays.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The running request.</returns>
    Task AllowPullRequestsAsync(CancellationToken cancellationToken);
}
