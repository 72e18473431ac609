namespace OneShot.Core.Model;

/// <summary>
/// A list of a file that others may have written: it may be nothing
/// itself, and hold nothing where something is expected.
/// </summary>
internal static class StoredList
{
    /// <summary>What is there.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="list">The list as it was read.</param>
    /// <returns>All that is something, in its order.</returns>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T?>? list)
        where T : class => [.. (list ?? []).OfType<T>()];
}
