using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>How the command that verifies ended on a commit.</summary>
internal sealed record VerifyResult
{
    /// <summary>The version of the stored format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The command.</summary>
    public required string Command { get; init; }

    /// <summary>Its exit code; <see langword="null"/> where it was ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it was ended, or could not be run.</summary>
    public string? EndedBy { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>How each test ended, by name.</summary>
    public IReadOnlyDictionary<string, TestState> Tests { get; init; } = new Dictionary<string, TestState>();

    /// <summary>The last lines that it printed, cleaned.</summary>
    public IReadOnlyList<string> Tail
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>What failed, and what was said about it: tests, and errors of compilers; the first of them.</summary>
    public IReadOnlyList<Failure> Failures
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>Whether all of it is green.</summary>
    [JsonIgnore]
    public bool IsGreen => ExitCode == 0;

    /// <summary>How many tests ended like that.</summary>
    /// <param name="state">How.</param>
    public int CountOf(TestState state) => Tests.Values.Count(one => one == state);
}
