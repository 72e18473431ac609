namespace OneShot.Git;

/// <summary>Reads what <c>git merge-tree BASE OURS THEIRS</c> prints.</summary>
/// <remarks>
/// A word for each path, what each side has of it (two blanks before each), and a diff of ours to the result,
/// each line of which begins with one of <c>@ + - \</c> or one blank.
/// </remarks>
internal static class TriedMerges
{
    public static TriedMerge Read(string text)
    {
        var all = TriedMerge.Nothing;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length && all != TriedMerge.Clean; i++)
        {
            if (lines[i].Length == 0 || !char.IsAsciiLetter(lines[i][0]))
                continue;
            var end = i + 1;
            while (end < lines.Length && (lines[end].Length == 0 || !char.IsAsciiLetter(lines[end][0])))
                end++;
            var one = Of(lines[i], lines.AsSpan()[(i + 1)..end]);
            if (one > all)
                all = one;
        }

        return all;
    }

    private static TriedMerge Of(string word, ReadOnlySpan<string> lines)
    {
        string? left = null,
            ours = null;
        var (isDiff, isConflict) = (false, false);
        foreach (var line in lines)
        {
            isDiff |= line.StartsWith('@');
            isConflict |= line == "+<<<<<<< .our";
            if (isDiff || line.Length < 9)
                continue;
            if (line.StartsWith("  base ", StringComparison.Ordinal))
                left ??= line[9..];
            if (line.StartsWith("  our ", StringComparison.Ordinal))
                ours ??= line[9..];
        }

        return word switch
        {
            "merged" or "added in remote" => TriedMerge.Clean,
            "removed in remote" when left == ours => TriedMerge.Clean,
            "changed in both" when !isDiff => TriedMerge.Nothing,
            "changed in both" when !isConflict => TriedMerge.Clean,
            _ => TriedMerge.Conflict,
        };
    }
}
