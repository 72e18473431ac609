namespace OneShot.Core.Failures;

/// <summary>How much of what failed is read, and how much of that an agent is told.</summary>
internal static class FailureLimits
{
    /// <summary>The most files that a pattern may match.</summary>
    public const int Files = 200;

    /// <summary>The most bytes of one file.</summary>
    public const long FileBytes = 64 * 1024 * 1024;

    /// <summary>The most bytes of a binary log that was unpacked.</summary>
    public const long UnpackedBytes = 1024L * 1024 * 1024;

    /// <summary>The most failures that are read; further ones are only missing.</summary>
    public const int Failures = 10_000;

    /// <summary>The most results of tests that are read, whatever they are; more are refused.</summary>
    public const int Results = 500_000;

    /// <summary>The most characters of a message or a stack that are read.</summary>
    public const int Read = 64 * 1024;

    /// <summary>The most different failures that the prompt tells.</summary>
    public const int Told = 20;

    /// <summary>The most tests, or places, that one of them is told with.</summary>
    public const int Items = 10;

    /// <summary>The most characters of a message in the prompt.</summary>
    public const int Message = 2_000;

    /// <summary>The most characters of a name in the prompt.</summary>
    public const int Name = 300;

    /// <summary>The most frames of a stack in the prompt.</summary>
    public const int Frames = 8;

    /// <summary>The most characters of all of it.</summary>
    public const int Text = 60_000;
}
