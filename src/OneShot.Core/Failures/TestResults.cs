using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>The results of all files: of each test the newest counts, whichever file it stands in.</summary>
internal sealed class TestResults
{
    private readonly List<TestReport> _reports = [];
    private int _count;

    /// <summary>Adds what a file says.</summary>
    /// <exception cref="InvalidDataException">There are too many results.</exception>
    public void Add(TestReport report)
    {
        if (_count + report.Results.Count > FailureLimits.Results)
            throw new InvalidDataException($"with it there are more than {FailureLimits.Results} results");
        _count += report.Results.Count;
        _reports.Add(report);
    }

    /// <summary>What fails.</summary>
    public IEnumerable<Failure> Failures()
    {
        var lanes = new TestLanes(_reports);
        var rows = Rows();
        var newest = _reports
            .SelectMany(report =>
                report.Results.Select(result =>
                    (Lane: lanes.Of(report), Result: result, At: result.Ended ?? report.Finished)
                )
            )
            .GroupBy(one =>
                (
                    one.Lane,
                    one.Result.Suite,
                    one.Result.Name,
                    one.Result.Framework,
                    Id: rows.Contains(NameOf(one.Result)) ? one.Result.Id : ""
                )
            )
            .Select(same => (same.Key.Lane, same.Key.Id, same.OrderBy(one => one.At).Last().Result));

        return newest
            .GroupBy(one => (one.Lane, one.Result.Suite, one.Result.Name, one.Id))
            .SelectMany(test => Told(test.Select(one => one.Result).ToArray()))
            .Concat(
                _reports
                    .Where(report => report.Crash is not null && !IsOver(report, lanes))
                    .Select(report => report.Crash!)
            );
    }

    // Rows of a data-driven test may all have its name: they are no retries of each other. Across files a test's id may
    // change, so it counts only there.
    private HashSet<(string, string, string?)> Rows() =>
        _reports
            .SelectMany(report =>
                report
                    .Results.GroupBy(NameOf)
                    .Where(same => same.Select(result => result.Id).Distinct().Skip(1).Any())
                    .Select(same => same.Key)
            )
            .ToHashSet();

    private static (string Suite, string Name, string? Framework) NameOf(TestResult result) =>
        (result.Suite, result.Name, result.Framework);

    // Of a test that ran on several frameworks: what differs between them.
    private static IEnumerable<Failure> Told(TestResult[] frameworks)
    {
        var failures = frameworks
            .Where(result => result.Failure is not null)
            .Select(result => (result.Framework, Failure: result.Failure!()))
            .ToArray();
        if (frameworks.Length == 1)
            return failures.Select(one => one.Failure);
        var passed = Names(frameworks.Where(result => result.Failure is null).Select(result => result.Framework));
        var ways = failures.GroupBy(one => FailureGroup.SignatureOf(one.Failure)).ToArray();
        return ways.Select(same =>
            ways.Length == 1 && passed is null
                ? same.First().Failure
                : same.First().Failure with
                {
                    Framework = Names(same.Select(one => one.Framework)),
                    PassesOn = passed,
                }
        );
    }

    private static string? Names(IEnumerable<string?> frameworks) =>
        string.Join(", ", frameworks.OfType<string>().Order(StringComparer.Ordinal)) is { Length: > 0 } names
            ? names
            : null;

    // A newer run of all that the broken one ran: whatever broke it, it did not break that.
    private bool IsOver(TestReport broken, TestLanes lanes)
    {
        var ran = broken.Results.Select(result => (result.Suite, result.Framework)).Distinct().ToArray();
        return ran.Length > 0
            && ran.All(part =>
                part.Suite.Length > 0
                && _reports.Any(report =>
                    report != broken
                    && report.Finished > broken.Finished
                    && lanes.Of(report) == lanes.Of(broken)
                    && report.Results.Any(result => (result.Suite, result.Framework) == part)
                )
            );
    }
}
