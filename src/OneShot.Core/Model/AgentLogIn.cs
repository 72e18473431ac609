namespace OneShot.Core.Model;

/// <summary>A file that holds an agent's log-in: which of its JSON members are tokens.</summary>
/// <param name="File">The file, below the user's home.</param>
/// <param name="Hosts">The hosts its access token is for.</param>
internal sealed record AgentLogIn(string File, IReadOnlyList<string> Hosts)
{
    /// <summary>The variable that names another address, whose host takes the place of <see cref="Hosts"/>.</summary>
    public string? Address { get; init; }

    /// <summary>The one member of the file's top that this is about; <see langword="null"/> is all of the file.</summary>
    public string? Section { get; init; }

    /// <summary>The members, by name and at any depth, for which the proxy puts in the real value.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>The members that no session needs, such as refresh tokens: what is handed in stands for nothing.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];
}
