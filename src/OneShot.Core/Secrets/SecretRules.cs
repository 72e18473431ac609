using System.Text;

namespace OneShot.Core.Secrets;

/// <summary>
/// Finds what looks like a secret, in what is delivered and in what is published: the one place that says what does.
/// </summary>
internal static class SecretRules
{
    /// <summary>What a secret is replaced by.</summary>
    public const string Mask = "***";

    /// <summary>How many are looked for in one text: whoever has so many has too many.</summary>
    public const int Most = 1000;

    private const int Ascii = 128;

    // By the first two letters of their words, the longer word first: of nearly every place in a text two letters tell
    // that nothing is there.
    private static readonly SecretShape[]?[] Shapes = ByBeginning();

    /// <summary>Finds secrets in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The secrets, each once; <see cref="Most"/> of them mean that there may be more.</returns>
    public static IReadOnlyList<FoundSecret> Find(ReadOnlySpan<char> text)
    {
        var found = new HashSet<FoundSecret>(); // in the order of the text, because nothing is taken out of it
        Collect(text, 0, 0, text.Length, found);
        return [.. found];
    }

    /// <summary>
    /// Finds secrets in a file, whatever it is: as text of one byte a letter, which UTF-8 is where secrets are, and as
    /// UTF-16 of both orders. It is read in windows, so that a large file needs no more memory than a small one.
    /// </summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>The secrets, each once; <see cref="Most"/> of them mean that there may be more.</returns>
    public static IReadOnlyList<FoundSecret> Find(ReadOnlySpan<byte> content)
    {
        var found = new HashSet<FoundSecret>();
        SecretWindows.Collect(content, 1, 0, found);
        if (!content.Contains((byte)0))
            return [.. found];

        // From an odd place on, too: there it may begin, and there the other order is this one.
        SecretWindows.Collect(content, 2, 0, found);
        SecretWindows.Collect(content, 2, 1, found);
        return [.. found];
    }

    /// <summary>Finds secrets in a file that were not in it before.</summary>
    /// <param name="after">The file's bytes.</param>
    /// <param name="before">What they were; empty for a new file.</param>
    /// <returns>The secrets, each once; all of <paramref name="after"/> where it has <see cref="Most"/>.</returns>
    public static IReadOnlyList<FoundSecret> Find(ReadOnlySpan<byte> after, ReadOnlySpan<byte> before)
    {
        var all = Find(after);
        if (all.Count is 0 or >= Most || before.IsEmpty)
            return all;
        var known = Find(before).ToHashSet();
        var found = new List<FoundSecret>();
        foreach (var secret in all)
        {
            if (known.Contains(secret))
                continue;
            if (before.IndexOf(Encoding.Latin1.GetBytes(secret.Value)) >= 0)
                continue;
            if (before.IndexOf(Encoding.Unicode.GetBytes(secret.Value)) < 0)
                found.Add(secret);
        }

        return found;
    }

    /// <summary>Finds secrets in a text that were not in it before.</summary>
    /// <param name="after">The text.</param>
    /// <param name="before">What it was; empty for a new one.</param>
    /// <returns>The secrets, each once.</returns>
    public static IReadOnlyList<FoundSecret> Find(ReadOnlySpan<char> after, ReadOnlySpan<char> before)
    {
        var found = new List<FoundSecret>();
        foreach (var secret in Find(after))
        {
            if (before.IndexOf(secret.Value, StringComparison.Ordinal) < 0)
                found.Add(secret);
        }

        return found;
    }

    /// <summary>
    /// Takes what looks like a secret out of a text. The same text always becomes the same, and what was taken out of
    /// it once stays as it is.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by three asterisks.</returns>
    public static string Without(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Next(text, 0, 0, text.Length, out _, out var start, out var end))
            return text;
        var rest = new StringBuilder(text.Length);
        var at = 0;
        do
        {
            rest.Append(text, at, start - at).Append(Mask);
            at = end;
        } while (Next(text, at, at, text.Length, out _, out start, out end));
        return rest.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Collects the secrets whose word begins in a part of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the last secret ended: none begins before.</param>
    /// <param name="from">Where the part begins.</param>
    /// <param name="until">Where it ends.</param>
    /// <param name="found">Is added to, up to <see cref="Most"/>.</param>
    /// <returns>Where the last secret ended.</returns>
    internal static int Collect(ReadOnlySpan<char> text, int at, int from, int until, HashSet<FoundSecret> found)
    {
        while (
            found.Count < Most && Next(text, at, Math.Max(at, from), until, out var shape, out var start, out var end)
        )
        {
            found.Add(new FoundSecret(shape!.Kind, text[start..end].ToString()));
            at = end;
        }

        return at;
    }

    private static bool Next(
        ReadOnlySpan<char> text,
        int at,
        int from,
        int until,
        out SecretShape? shape,
        out int start,
        out int end
    )
    {
        for (until = Math.Min(until, text.Length - 1); from < until; from++)
        {
            var (first, second) = (text[from], text[from + 1]);
            if ((first | second) >= Ascii || Shapes[(first * Ascii) + second] is not { } candidates)
                continue;
            foreach (var candidate in candidates)
            {
                if (!text[from..].StartsWith(candidate.Word, StringComparison.Ordinal))
                    continue;
                if (!candidate.IsAt(text, from, out start, out end))
                    continue;
                if (start < at || Placeholder.Is(text[start..end]))
                    continue;
                shape = candidate;
                return true;
            }
        }

        (shape, start, end) = (null, text.Length, text.Length);
        return false;
    }

    private static SecretShape[]?[] ByBeginning()
    {
        var all = new SecretShape[]?[Ascii * Ascii];
        foreach (var shapes in SecretShapes.All.GroupBy(shape => (shape.Word[0] * Ascii) + shape.Word[1]))
        {
            all[shapes.Key] = [.. shapes.OrderByDescending(shape => shape.Word.Length)];
        }

        return all;
    }
}
