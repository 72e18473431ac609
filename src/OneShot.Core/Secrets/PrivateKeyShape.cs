namespace OneShot.Core.Secrets;

/// <summary>
/// A private key as a block of text: as a file has it, or on one line with escaped line ends as JSON has it.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">What the block begins with.</param>
/// <param name="Says">What its first line says; <see langword="null"/> when the word is enough.</param>
internal sealed record PrivateKeyShape(string Kind, string Word, string? Says) : SecretShape(Kind, Word)
{
    /// <summary>A key of 16,384 bits is shorter.</summary>
    private const int Longest = 20_000;

    /// <summary>The letters of the shortest key there is. Whoever only writes about keys writes fewer.</summary>
    private const int Least = 60;

    private const string Edge = "-----";
    private const string End = "-----END ";

    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        (start, end) = (at, at);
        var rest = text[(at + Word.Length)..];
        if (Says is not null)
        {
            var first = EdgeOf(rest);
            if (first < 0 || !rest[..first].Contains(Says, StringComparison.Ordinal))
                return false;
            rest = rest[(first + Edge.Length)..];
        }

        // To its last line; of a key that is cut off, to where its letters end.
        var body = rest[..Math.Min(Longest, rest.Length)];
        var last = body.IndexOf(Says is null ? "Private-MAC" : Edge, StringComparison.Ordinal);
        if (last >= 0)
            body = body[..last];
        else if (body.IndexOfAnyExcept(Secrets.Letters.Block) is >= 0 and var length)
            body = body[..length];
        end = text.Length - rest.Length + body.Length;
        if (last >= 0 && rest[last..].StartsWith(End, StringComparison.Ordinal))
        {
            end += End.Length + Math.Max(0, EdgeOf(rest[(last + End.Length)..])) + Edge.Length;
            end = Math.Min(end, text.Length);
        }

        var letters = 0;
        foreach (var c in body)
            letters += Secrets.Letters.Base64.Contains(c) ? 1 : 0;
        return letters >= Least && !Placeholder.Is(body);
    }

    private static int EdgeOf(ReadOnlySpan<char> line) =>
        line[..Math.Min(60, line.Length)].IndexOf(Edge, StringComparison.Ordinal);
}
