namespace OneShot.Core.Scaffolding;

/// <summary>What a repository's workflows are written for.</summary>
/// <param name="Agent">The agent, where a run is not told another.</param>
/// <param name="Runner">The runner's label, where no variable names another.</param>
/// <param name="Project">The Cake Frosting project that the
/// program is built from, or <see cref="Scaffold.Tool"/>.</param>
/// <param name="IsEnterpriseServer">Whether the server is a GitHub
/// Enterprise Server, whose artifacts are of an older kind.</param>
internal sealed record ScaffoldOptions(string Agent, string Runner, string Project, bool IsEnterpriseServer)
{
    /// <summary>
    /// Whether the jobs in which an agent works check large files of Git LFS out: a runner without git-lfs can't.
    /// </summary>
    public bool HasLargeFiles { get; init; }

    /// <summary>What the repository's own file hands to what verifies, by name.</summary>
    public IReadOnlyList<string> VerifySecrets { get; init; } = [];

    /// <summary>What starts the repository's build.</summary>
    public string Command { get; init; } = Usual;

    /// <summary>What starts a one-shot in the repository.</summary>
    internal string Start => Project == Scaffold.Tool ? "dotnet oneshot \"…\"" : Command + Rest;

    private const string Usual = "./build.sh";
    private const string Rest = " --target=OneShot --prompt=\"…\"";

    /// <summary>What starts the build, of what starts a one-shot.</summary>
    internal static string CommandIn(string? start) =>
        start?.EndsWith(Rest, StringComparison.Ordinal) == true ? start[..^Rest.Length] : Usual;
}
