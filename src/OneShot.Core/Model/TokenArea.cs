namespace OneShot.Core.Model;

/// <summary>What a token may be allowed to see.</summary>
internal enum TokenArea
{
    /// <summary>Pull requests.</summary>
    PullRequests,

    /// <summary>Workflows and runs.</summary>
    Actions,
}
