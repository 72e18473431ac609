namespace OneShot.Core.Model;

/// <summary>One session of an agent.</summary>
/// <param name="Agent">A name from <see cref="AgentName.All"/>.</param>
/// <param name="Model">The model; <see langword="null"/> leaves it to the agent.</param>
/// <param name="Phase">What it is started for.</param>
/// <param name="Instructions">What it is told, on standard input or in a file.</param>
/// <param name="Folder">Where it works: the top of a work tree.</param>
/// <param name="LogPath">A file that receives what it prints.</param>
/// <param name="TimeLimit">When it is ended.</param>
internal sealed record AgentTask(
    string Agent,
    string? Model,
    AgentPhase Phase,
    string Instructions,
    string Folder,
    string LogPath,
    TimeSpan TimeLimit
)
{
    /// <summary>
    /// A folder for the session's own home, which may hold copies of credentials; whoever made
    /// the folder removes it, even after a <c>kill -9</c>. <see langword="null"/> makes one.
    /// </summary>
    public string? Scratch { get; init; }

    /// <summary>The most turns; <see langword="null"/> leaves it to the agent.</summary>
    public int? Turns { get; init; }

    /// <summary>The most it may cost, in US dollars.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>How long it may go on trying while its service gives nothing but failures.</summary>
    public TimeSpan RetryLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The command of the agent <c>command</c>, for a shell.</summary>
    public string? Command { get; init; }

    /// <summary>Names of the user's variables that it gets beside its own key.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>
    /// Names of variables that it gets although they are secret, no agent being there; none of it is in what is kept.
    /// </summary>
    public IReadOnlyList<string> HandedSecrets { get; init; } = [];

    /// <summary>
    /// Name and e-mail address for the commits it makes; <see langword="null"/> leaves that to the repository.
    /// </summary>
    public (string Name, string Email)? Committer { get; init; }

    /// <summary>The sandbox it runs in.</summary>
    public SandboxMode Sandbox { get; init; }

    /// <summary>
    /// Hosts that it may reach beside its model's and the repository's feeds: names,
    /// <c>*.</c> before a name for all below it, and a port where it isn't 443 or 80.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// The texts of trunk's own configuration of package feeds, by their names;
    /// <see langword="null"/> when the work tree is as trunk has it, but for the prompt.
    /// </summary>
    public IReadOnlyList<(string Name, string Text)>? FeedFiles { get; init; }

    /// <summary>Folders outside of the work tree that its repository reads objects from.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>
    /// Folders of the user's that no sandbox shows, whatever lies
    /// around them: the repository that the work tree was made from.
    /// </summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>Folders outside of the work tree that it may write into.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>Is told what the session used as soon as it ended, however it did.</summary>
    public Action<AgentUsage>? Used { get; init; }

    /// <summary>Variables that tell it about the one-shot, such as <c>ONESHOT_ID</c>.</summary>
    public IReadOnlyDictionary<string, string> OneShotVariables { get; init; } = new Dictionary<string, string>();
}
