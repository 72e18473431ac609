namespace OneShot.Core.Failures;

/// <summary>
/// Which files may hold an older result of the same test. A test of a matrix ends differently on each machine, and each
/// result counts; files of one machine, or of one
/// folder, pile up. So files belong together unless both their machine and their folder differ.
/// </summary>
internal sealed class TestLanes
{
    private readonly Dictionary<string, string> _next = new(StringComparer.Ordinal);

    /// <summary>Gathers them.</summary>
    /// <param name="reports">What all files say.</param>
    public TestLanes(IEnumerable<TestReport> reports)
    {
        foreach (var report in reports)
        {
            foreach (var machine in report.Results.Select(result => result.Machine).OfType<string>().Distinct())
                Join(OfFolder(report.Folder), $"machine {machine}");
        }
    }

    /// <summary>What is the same for all files of one lane.</summary>
    public string Of(TestReport report) => End(OfFolder(report.Folder));

    private static string OfFolder(string folder) => $"folder {folder}";

    private void Join(string one, string other)
    {
        var (first, second) = (End(one), End(other));
        if (first != second)
            _next[first] = second;
    }

    private string End(string name)
    {
        while (_next.TryGetValue(name, out var next))
            name = next;
        return name;
    }
}
