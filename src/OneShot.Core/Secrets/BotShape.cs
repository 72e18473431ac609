namespace OneShot.Core.Secrets;

/// <summary>The token of a Telegram bot: its number, a colon, and 35 letters that begin with two of the same.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">Colon and first letters.</param>
internal sealed record BotShape(string Kind, string Word) : SecretShape(Kind, Word)
{
    public override bool IsAt(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        start = at;
        while (start > 0 && at - start < 11 && char.IsAsciiDigit(text[start - 1]))
            start--;
        end = Letters.EndOf(text, at + 1, Letters.Url, 36);
        if (at - start is < 8 or > 10 || end - at != 36)
            return false;
        return Letters.BeginsAt(text, start) || text[..start].EndsWith("bot", StringComparison.Ordinal);
    }
}
