namespace OneShot.Core.Pipeline;

/// <summary>What a job's token may do on the forge.</summary>
internal sealed record JobRights
{
    /// <summary>Commits and branches.</summary>
    public Access Contents { get; init; }

    /// <summary>Pull requests.</summary>
    public Access PullRequests { get; init; }

    /// <summary>Issues.</summary>
    public Access Issues { get; init; }

    /// <summary>States of commits.</summary>
    public Access Statuses { get; init; }

    /// <summary>What other programs say of commits.</summary>
    public Access Checks { get; init; }

    /// <summary>Runs.</summary>
    public Access Actions { get; init; }
}
