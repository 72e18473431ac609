using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>How a test ended, once.</summary>
/// <param name="Suite">What it belongs to: an assembly, or a suite.</param>
/// <param name="Name">Its name, with its class.</param>
internal sealed record TestResult(string Suite, string Name)
{
    /// <summary>Tells tests of the same name in the same file from each other.</summary>
    public string Id { get; init; } = string.Empty;

    /// <summary>
    /// The framework that it ran on, such as <c>net10.0</c>; <see langword="null"/> when the file does not tell.
    /// </summary>
    public string? Framework { get; init; }

    /// <summary>The machine; <see langword="null"/> where it says nothing about whose result this is.</summary>
    public string? Machine { get; init; }

    /// <summary>When it ended; <see langword="null"/> for the end of the whole run.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it was not run.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>Tells what failed; <see langword="null"/> for a test that did not.</summary>
    public Func<Failure>? Failure { get; init; }
}
