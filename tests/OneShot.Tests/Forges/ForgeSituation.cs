using OneShot.Core.Model;

namespace OneShot.Tests.Forges;

/// <summary>How a repository on a server stands, whatever server that is.</summary>
internal sealed record ForgeSituation
{
    public bool IsArchived { get; init; }

    public bool IsPrivate { get; init; }

    public string Scopes { get; init; } = "repo, workflow";

    public string? ServerVersion { get; init; }

    public bool RunsActions { get; init; } = true;

    public bool MayOpenPullRequests { get; init; } = true;

    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>The organisation's; <see langword="null"/> where the token may not see them.</summary>
    public IReadOnlyList<string>? SharedSecrets { get; init; } = [];

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> SharedVariables { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<BranchRule> Rules { get; init; } = [];

    public string WorkflowState { get; init; } = "active";

    /// <summary>Whether the token sees what is common, and neither pull requests nor workflows.</summary>
    public bool LacksRights { get; init; }
}
