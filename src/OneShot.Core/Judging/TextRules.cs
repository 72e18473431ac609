using System.Text;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>
/// Characters that make a text read otherwise than it runs: invisible ones, and such as turn its direction.
/// </summary>
internal static class TextRules
{
    private const int MostNamed = 5;

    /// <summary>
    /// Looks for such characters that a text has more of than before. A
    /// byte order mark at its start and the joints of emoji are none.
    /// </summary>
    /// <param name="before">What was there; empty for a new file.</param>
    /// <param name="after">What is there.</param>
    /// <returns>The rest of a sentence that begins with the path, such as <c>brings in invisible
    /// characters (U+200B in line 3)</c>; <see langword="null"/> when there are none.</returns>
    public static string? Fault(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (Ascii.IsValid(after))
            return null;
        var now = HiddenText.In(after).ToList();
        if (now.Count == 0)
            return null;
        var was = HiddenText.In(before).CountBy(one => one.Rune).ToDictionary();
        var added = now.GroupBy(one => one.Rune)
            .Where(group => group.Count() > was.GetValueOrDefault(group.Key))
            .ToList();
        if (added.Count == 0)
            return null;

        var old = before.Split('\n').ToHashSet(StringComparer.Ordinal);
        var lines = after.Split('\n');
        var named = added.Select(group => $"U+{group.Key.Value:X4} in line {Line(group) + 1}");
        var kind =
            added.All(group => InvisibleCharacters.IsDirection(group.Key)) ? "that turn its direction"
            : added.Any(group => InvisibleCharacters.IsDirection(group.Key))
                ? "that are invisible or turn its direction"
            : "that are invisible";
        return $"brings in characters {kind} ({Few.Of(named, added.Count, MostNamed)})";

        // The first in a line that was not there before; where lines were only moved, the first of all.
        int Line(IEnumerable<(Rune Rune, int Line)> group)
        {
            var found = group.FirstOrDefault(one => !old.Contains(lines[one.Line]), (default, -1)).Line;
            return found >= 0 ? found : group.First().Line;
        }
    }
}
