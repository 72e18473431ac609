using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>
/// Finds the files of failures that a branch would not hold as they were when something failed in them.
/// </summary>
internal static class UncommittedFiles
{
    private static readonly StringComparison Comparison = OperatingSystem.IsLinux()
        ? StringComparison.Ordinal
        : StringComparison.OrdinalIgnoreCase;

    /// <summary>The files that failures name and that differ from the commit.</summary>
    /// <param name="failures">What failed.</param>
    /// <param name="differing">What differs from the commit.</param>
    public static IReadOnlyList<string> Among(IEnumerable<Failure> failures, IReadOnlyList<DifferingFile> differing)
    {
        if (differing.Count == 0)
            return [];
        var whole = differing.Select(file => file.Path).ToHashSet(StringComparer.FromComparison(Comparison));
        return failures
            .SelectMany(Files)
            .Distinct()
            .Where(file => whole.Contains(file) || Folders(file).Any(whole.Contains))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    private static IEnumerable<string> Files(Failure failure) =>
        failure
            .Frames.Select(frame => frame.Place?.Path)
            .Append(failure.Place?.Path)
            .Append(failure.Project)
            .OfType<string>();

    // A repository inside of this one is told as its folder.
    private static IEnumerable<string> Folders(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
            yield return file[..end];
    }
}
