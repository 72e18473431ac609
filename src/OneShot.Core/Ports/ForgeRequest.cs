using OneShot.Core.Settings;

namespace OneShot.Core.Ports;

/// <summary>Which forge is asked for, and what it has to know of what is asked.</summary>
internal sealed record ForgeRequest
{
    /// <summary><c>auto</c>, <c>github</c> or <c>local</c>; the first if not given.</summary>
    public string? Forge { get; init; }

    /// <summary>The git remote, if one was named.</summary>
    public string? Remote { get; init; }

    /// <summary>Owner and name of the repository, when the remote's address does not tell them.</summary>
    public string? Repo { get; init; }

    /// <summary>The branch to start from; the remote's default branch if not given.</summary>
    public string? Base { get; init; }

    /// <summary>
    /// What holds of a run that is started here, when it is started: trunk's own file has had its say by then.
    /// </summary>
    public Func<RunTerms> Terms { get; init; } = () => RunTerms.Usual;

    /// <summary>The git remote.</summary>
    public string RemoteName => Remote ?? "origin";
}
