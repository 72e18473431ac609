using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>What one file says about the tests that were run.</summary>
/// <param name="Folder">The folder of the file.</param>
/// <param name="Finished">When the run ended.</param>
/// <param name="Results">How each test ended, in the file's order.</param>
internal sealed record TestReport(string Folder, DateTimeOffset Finished, IReadOnlyList<TestResult> Results)
{
    /// <summary>Tells how the run itself broke off; <see langword="null"/> when it did not.</summary>
    public Failure? Crash { get; init; }
}
