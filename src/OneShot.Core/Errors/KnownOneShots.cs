using OneShot.Core.Text;

namespace OneShot.Core.Errors;

/// <summary>Names the one-shots that somebody may have meant, within a line.</summary>
internal static class KnownOneShots
{
    private const int Most = 5;

    /// <summary>Names the first of them, and where there are more what lists them.</summary>
    /// <param name="names">All of them.</param>
    /// <param name="count">How many there are.</param>
    public static string Of(IEnumerable<string> names, int count) =>
        count == 0 ? "none"
        : count <= Most ? Few.Of(names, count, Most)
        : $"{Few.Of(names, count, Most)}, which this lists: {OneShotError.CommandPlaceholder} --target=OneShotStatus";
}
