using System.Globalization;

namespace OneShot.Core.Text;

/// <summary>Names the first of many.</summary>
internal static class Few
{
    /// <summary>Names them, such as <c>a, b and 3 more</c>.</summary>
    /// <param name="words">All of them, fit to be shown; no more are made than are named.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are named.</param>
    public static string Of(IEnumerable<string> words, int count, int most)
    {
        var more = count > most ? string.Create(CultureInfo.InvariantCulture, $" and {count - most} more") : "";
        return string.Join(", ", words.Take(most)) + more;
    }
}
