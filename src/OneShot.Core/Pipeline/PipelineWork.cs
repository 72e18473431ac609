namespace OneShot.Core.Pipeline;

/// <summary>What a job works on, for people who are told that it did not finish.</summary>
internal enum PipelineWork
{
    /// <summary>Nothing that has a name of its own.</summary>
    TheRun,

    /// <summary>What the run needs.</summary>
    Preparing,

    /// <summary>The plan.</summary>
    Planning,

    /// <summary>The changes.</summary>
    Implementing,

    /// <summary>Bringing the changes to the branch, after they were judged.</summary>
    Delivering,

    /// <summary>What the repository's own build and tests say of them.</summary>
    Verifying,
}
