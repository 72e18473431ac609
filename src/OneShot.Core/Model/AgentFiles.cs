namespace OneShot.Core.Model;

/// <summary>What an agent reads in a repository by itself.</summary>
internal sealed record AgentFiles
{
    /// <summary>Names of files, in whatever folder.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Names of folders, in whatever folder.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Files and folders from the top of the repository.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
