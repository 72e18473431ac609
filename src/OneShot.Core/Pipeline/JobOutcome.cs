namespace OneShot.Core.Pipeline;

/// <summary>How a job ended.</summary>
internal enum JobOutcome
{
    /// <summary>It did not run.</summary>
    Skipped,

    /// <summary>All its tasks did what they should.</summary>
    Success,

    /// <summary>One of its tasks failed.</summary>
    Failure,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}
