namespace OneShot.Core.Text;

/// <summary>
/// How many typing mistakes lie between two words: insertions, deletions, replacements and swaps of neighbours.
/// </summary>
internal static class EditDistance
{
    /// <summary>A longer word is a mistake of another kind, and its table would be large.</summary>
    private const int Longest = 60;

    /// <summary>The nearest of some words.</summary>
    public static string Nearest(string word, IEnumerable<string> known)
    {
        var begun = SafeText.Start(word, Longest);
        return known.MinBy(one => Between(begun, one))!;
    }

    /// <summary>The one of some words that a mistyped one means; <see langword="null"/> where none is near.</summary>
    public static string? Meant(string word, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return null;
        var lower = SafeText.Start(word.ToLowerInvariant(), Longest);
        var (nearest, distance) = known
            .Select(one => (one, Between(lower, one.ToLowerInvariant())))
            .MinBy(pair => pair.Item2);
        return distance <= 2 && distance * 2 < nearest.Length ? nearest : null;
    }

    public static int Between(string first, string second)
    {
        var rows = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= second.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= first.Length; i++)
        {
            for (var j = 1; j <= second.Length; j++)
            {
                var cost = first[i - 1] == second[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[first.Length, second.Length];
    }
}
