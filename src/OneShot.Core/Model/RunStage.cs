namespace OneShot.Core.Model;

/// <summary>The stages of a run, by which its jobs are kept and told.</summary>
internal static class RunStage
{
    /// <summary>An agent plans.</summary>
    public const string Plan = "plan";

    /// <summary>The plan is saved.</summary>
    public const string Register = "register";

    /// <summary>An agent implements.</summary>
    public const string Implement = "implement";

    /// <summary>What it made is brought to the branch.</summary>
    public const string Deliver = "deliver";

    /// <summary>The repository's own build and tests are run on it.</summary>
    public const string Verify = "verify";
}
