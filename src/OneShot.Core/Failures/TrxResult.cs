namespace OneShot.Core.Failures;

/// <summary>What a TRX file says about how a test ended.</summary>
/// <param name="Test">The id of its definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Row">Which of several rows of the same name it is; empty for the first.</param>
internal sealed record TrxResult(string Test, string Name, string Row)
{
    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>When it ended, if that is told.</summary>
    public required DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it failed.</summary>
    public required bool HasFailed { get; init; }

    /// <summary>Whether it was not run.</summary>
    public required bool IsSkipped { get; init; }

    /// <summary>The message, as it is there.</summary>
    public string Message { get; set; } = string.Empty;

    /// <summary>The stack trace, as it is there.</summary>
    public string Stack { get; set; } = string.Empty;
}
