using OneShot.Core.Model;

namespace OneShot.Core.Failures;

/// <summary>Failures that are the same one: tests that fail in the same way, an error in several places.</summary>
/// <param name="First">The one that is told.</param>
/// <param name="Items">The names of the tests, or the places of the error, in their order.</param>
internal sealed record FailureGroup(Failure First, IReadOnlyList<string> Items)
{
    /// <summary>
    /// Groups failures: errors before tests, what is more often before what is rarer; the same failures in whatever
    /// order are the same groups.
    /// </summary>
    public static IReadOnlyList<FailureGroup> Of(IEnumerable<Failure> failures) =>
        failures
            .GroupBy(SignatureOf, StringComparer.Ordinal)
            .Select(Make)
            .OrderBy(group => group.First.Kind)
            .ThenByDescending(group => group.Items.Count)
            .ThenBy(group => group.First.Name, StringComparer.Ordinal)
            .ThenBy(group => group.First.Message, StringComparer.Ordinal)
            .ToArray();

    private static FailureGroup Make(IGrouping<string, Failure> same)
    {
        var ordered = same.OrderBy(failure => failure.FullName, StringComparer.Ordinal)
            .ThenBy(failure => failure.Place?.Path, StringComparer.Ordinal)
            .ThenBy(failure => failure.Place?.Line)
            .ThenBy(failure => failure.Message, StringComparer.Ordinal)
            .ToArray();
        return new FailureGroup(
            ordered[0],
            ordered
                .Select(failure => failure.Kind == FailureKind.Test ? failure.FullName : failure.Place?.ToString())
                .OfType<string>()
                .Distinct()
                .ToArray()
        );
    }

    // Tests fail in the same way when they fail in the same place, whatever values they see there.
    internal static string SignatureOf(Failure failure) =>
        failure.Kind == FailureKind.Error
            ? $"{failure.Name}\n{failure.Message}\n{failure.Tool}"
            : $"test\n{FailureFingerprint.Steady(failure.Message)}\n{failure.Frames.FirstOrDefault(frame => frame.Place is not null)}";
}
