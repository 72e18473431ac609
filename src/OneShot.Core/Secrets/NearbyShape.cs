using System.Buffers;

namespace OneShot.Core.Secrets;

/// <summary>A run of letters that only tells what it is by the name of its issuer before it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The name.</param>
/// <param name="Letters">What it is written with.</param>
/// <param name="Least">The fewest letters.</param>
/// <param name="Most">The most letters.</param>
internal sealed record NearbyShape(string Kind, string Word, SearchValues<char> Letters, int Least, int Most)
    : SecretShape(Kind, Word)
{
    private const int Near = 60;

    /// <summary>How many parts it has, with dots between them.</summary>
    public int Parts { get; init; } = 1;

    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        end = at + Word.Length;
        var last = Math.Min(text.Length, end + Near);
        while (true)
        {
            start = end;
            while (start < last && !Letters.Contains(text[start]))
                start++;
            if (start >= last)
                return false;
            end = Secrets.Letters.EndOf(text, start, Letters, Most + 1);
            var run = text[start..end];
            if (run.Length < Least || run.Length > Most)
                continue;
            if (run.Count('.') != Parts - 1)
                continue;
            if (run.ContainsAnyInRange('0', '9') && run.ContainsAnyExceptInRange('0', '9'))
                return true;
        }
    }
}
