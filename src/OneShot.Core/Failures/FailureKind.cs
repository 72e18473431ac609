namespace OneShot.Core.Failures;

/// <summary>What failed.</summary>
internal enum FailureKind
{
    /// <summary>A compiler or an analyzer reported an error.</summary>
    Error,

    /// <summary>A test failed.</summary>
    Test,
}
