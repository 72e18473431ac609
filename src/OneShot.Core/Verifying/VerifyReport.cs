using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Core.Verifying;

/// <summary>
/// What was found by verifying, for the job that concludes. It comes from a machine on which an agent's code ran.
/// </summary>
internal sealed record VerifyReport
{
    /// <summary>The most bytes of the file.</summary>
    public const int Limit = 32 * 1024 * 1024;

    private const int Width = 300;

    /// <summary>The version of the format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The commit that was verified.</summary>
    public required string Commit { get; init; }

    /// <summary>Why nothing was verified; <see langword="null"/> where something was.</summary>
    public string? Nothing { get; init; }

    /// <summary>How the command ended on the commit that the one-shot started from.</summary>
    public VerifyResult? Baseline { get; init; }

    /// <summary>How it ended on what was delivered.</summary>
    public VerifyResult? Head { get; init; }

    /// <summary>
    /// How it ended on what was delivered with trunk's own versions of the test files that were changed or deleted;
    /// <see langword="null"/> where none was, or where it is not green without them.
    /// </summary>
    public VerifyResult? TrunkTests { get; init; }

    /// <summary>Tests that pass on trunk, and fail as trunk has them over what was delivered.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> BrokenOfTrunk =>
        TrunkTests is { } tests && Baseline is { } baseline
            ?
            [
                .. tests
                    .Tests.Where(test =>
                        test.Value == TestState.Failed
                        && baseline.Tests.TryGetValue(test.Key, out var before)
                        && before == TestState.Passed
                    )
                    .Select(test => test.Key),
            ]
            : [];

    /// <summary>What the team's own CI says of it; <see langword="null"/> where it was not asked.</summary>
    public ChecksReport? Checks { get; init; }

    /// <summary>What was changed of that which steers the command.</summary>
    public IReadOnlyList<string> Steering
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>The plan that was registered, of which nobody who handed this over has a say.</summary>
    [JsonIgnore]
    public string? Plan { get; init; }

    /// <summary>What both say; <see langword="null"/> where nothing was verified.</summary>
    [JsonIgnore]
    public Verdict? Verdict => Baseline is { } baseline && Head is { } head ? new Verdict(baseline, head, Plan) : null;

    /// <summary>Reads a report, as text of a stranger.</summary>
    /// <param name="bytes">The file.</param>
    /// <returns>The report; <see langword="null"/> when it can't be read.</returns>
    public static VerifyReport? Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            var report = JsonSerializer.Deserialize(bytes, VerifyReportJson.Default.VerifyReport);
            return report is null
                ? null
                : report with
                {
                    Nothing = Cleaned(report.Nothing),
                    Baseline = Cleaned(report.Baseline),
                    Head = Cleaned(report.Head),
                    TrunkTests = Cleaned(report.TrunkTests),
                    Checks = report.Checks?.Cleaned(),
                    Steering = [.. report.Steering.Take(VerifyRun.MostLines).Select(text => Cleaned(text)!)],
                };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the report.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, VerifyReportJson.Default.VerifyReport);

    private static VerifyResult? Cleaned(VerifyResult? result) =>
        result is null
            ? null
            : result with
            {
                EndedBy = Cleaned(result.EndedBy),
                Tail = [.. result.Tail.TakeLast(VerifyRun.MostLines).Select(line => Cleaned(line)!)],
                Tests = Cleaned(result.Tests),
                Failures = [.. result.Failures.Take(2 * VerifyFailure.Most).Select(VerifyFailure.Cleaned)],
            };

    // Names that are the same once they are cleaned are one test, and what failed has failed.
    private static Dictionary<string, TestState> Cleaned(IReadOnlyDictionary<string, TestState>? tests)
    {
        var cleaned = new Dictionary<string, TestState>(StringComparer.Ordinal);
        foreach (var (name, state) in tests ?? new Dictionary<string, TestState>())
        {
            var clean = Cleaned(name)!;
            if (cleaned.GetValueOrDefault(clean) != TestState.Failed)
                cleaned[clean] = state;
        }

        return cleaned;
    }

    private static string? Cleaned(string? text) => text is null ? null : SafeText.Excerpt(text, Width);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(VerifyReport))]
internal sealed partial class VerifyReportJson : JsonSerializerContext;
