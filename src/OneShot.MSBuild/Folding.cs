using System.Text;

namespace OneShot.MSBuild;

/// <summary>Folds lines where somebody sits in front of columns, each below its own last column.</summary>
internal static class Folding
{
    /// <summary>Where nobody does, nothing is folded.</summary>
    private const int Unlimited = 1000;

    /// <summary>What the build's log puts before each line.</summary>
    private const int Before = 4;

    /// <summary>The room for a line. A node that MSBuild started has no terminal, and neither has a log.</summary>
    public static int Room =>
        Console.IsOutputRedirected || Console.WindowWidth is not (> 2 * Before and var width)
            ? Unlimited
            : width - Before;

    /// <summary>The lines that a line becomes; a word is never broken.</summary>
    public static IEnumerable<string> Of(string line, int room)
    {
        if (line.Length <= room)
            return [line];
        var gap = line.LastIndexOf("  ", room / 2, StringComparison.Ordinal);
        var indent = gap < 0 ? 0 : gap + 2;
        var lines = new List<string>();
        var one = new StringBuilder(line[..indent]);
        foreach (var word in line[indent..].Split(' '))
        {
            if (one.Length > indent && one.Length + word.Length > room)
            {
                lines.Add(one.ToString().TrimEnd());
                one.Clear().Append(' ', indent);
            }

            one.Append(word).Append(' ');
        }

        lines.Add(one.ToString().TrimEnd());
        return lines;
    }
}
