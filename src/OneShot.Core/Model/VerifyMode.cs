namespace OneShot.Core.Model;

/// <summary>What is asked of verifying: the repository's own build and tests, run where no agent was.</summary>
internal enum VerifyMode
{
    /// <summary>By what trunk shows; where nothing can be verified, that is told.</summary>
    Auto,

    /// <summary>Nothing is verified, as the user asked.</summary>
    None,

    /// <summary>What is not verified stays a draft.</summary>
    Required,

    /// <summary>Nothing is run by us: the team's own CI says it on the commit that was delivered.</summary>
    Checks,
}
