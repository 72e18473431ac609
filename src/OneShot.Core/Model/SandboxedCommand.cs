namespace OneShot.Core.Model;

/// <summary>A command of the repository's own, run as a session is: in its sandbox, and with nothing of the user's.</summary>
/// <param name="Line">The command, for a shell.</param>
/// <param name="Folder">Where it runs: the top of a checkout.</param>
/// <param name="Results">A folder of its own outside of the checkout, into which it writes results of tests.</param>
/// <param name="LogPath">A file that receives what it prints.</param>
/// <param name="TimeLimit">When it is ended.</param>
internal sealed record SandboxedCommand(string Line, string Folder, string Results, string LogPath, TimeSpan TimeLimit)
{
    /// <summary>A folder for its home; whoever made the folder removes it.</summary>
    public required string Scratch { get; init; }

    /// <summary>The sandbox.</summary>
    public SandboxMode Sandbox { get; init; }

    /// <summary>Hosts that it may reach beside the repository's feeds.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <inheritdoc cref="AgentTask.HandedSecrets"/>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>
    /// The folder that the repository's set-up steps fill, and what verifies only reads; <see langword="null"/> where
    /// there are none.
    /// </summary>
    public string? Setup { get; init; }

    /// <summary>Whether it is such a step.</summary>
    public bool MakesSetup { get; init; }

    /// <inheritdoc cref="AgentTask.FeedFiles"/>
    public IReadOnlyList<(string Name, string Text)>? FeedFiles { get; init; }

    /// <inheritdoc cref="AgentTask.Readable"/>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <inheritdoc cref="AgentTask.Hidden"/>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
