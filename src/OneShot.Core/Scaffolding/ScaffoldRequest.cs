namespace OneShot.Core.Scaffolding;

/// <summary>What is asked of setting a repository up. What is left open holds as an earlier time chose it.</summary>
internal sealed record ScaffoldRequest
{
    /// <summary>The agent, where a run is not told another.</summary>
    public string? Agent { get; init; }

    /// <summary>The runner's label.</summary>
    public string? Runner { get; init; }

    /// <summary>The Cake Frosting project that the workflow's program is built from.</summary>
    public string? Project { get; init; }

    /// <summary>The server is a GitHub Enterprise Server.</summary>
    public bool Ghes { get; init; }

    /// <summary>Overwrites files that were changed by hand.</summary>
    public bool Force { get; init; }

    /// <summary>Tells what would be written, and writes nothing.</summary>
    public bool Preview { get; init; }
}
