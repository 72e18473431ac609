using System.Text;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Core.Pipeline;

/// <summary>
/// What was refused, hidden in our comment that tells how an attempt ended: the implementer of the next one is told, in
/// whichever job and on whichever machine that is.
/// </summary>
internal static partial class RefusalNote
{
    /// <summary>The most characters of what was refused: a comment holds other things, too.</summary>
    private const int Most = 8_000;

    /// <summary>A comment's text with the note before it.</summary>
    /// <param name="refusal">What was refused.</param>
    /// <param name="text">Markdown.</param>
    public static string On(Refusal? refusal, string text)
    {
        if (refusal is null)
            return text;
        var lines = SafeText.Cut(string.Join('\n', refusal.Lines), Most);
        return $"<!-- refused {Convert.ToBase64String(Encoding.UTF8.GetBytes(lines))} -->\n{text}";
    }

    /// <summary>Reads it from the pull request. Who may not write here can't have changed it.</summary>
    /// <returns>The lines; <see langword="null"/> when nothing was refused, or nobody knows any more.</returns>
    public static async Task<string?> ReadAsync(IForge forge, OneShotInfo oneShot, CancellationToken cancellationToken)
    {
        var comments = await forge.Issues.OwnCommentsAsync(oneShot.PrNumber, cancellationToken).ConfigureAwait(false);
        var marker = oneShot.Marker(HiddenMarker.Result);
        var told = comments.LastOrDefault(one => one.Body.StartsWith(marker, StringComparison.Ordinal));
        if (told is null || Note().Match(told.Body[marker.Length..]) is not { Success: true } note)
            return null;
        if (!await IsOursAsync(forge, oneShot, told, cancellationToken).ConfigureAwait(false))
            return null;
        var bytes = new byte[note.Groups["lines"].Length];
        return Convert.TryFromBase64String(note.Groups["lines"].Value, bytes, out var count)
            ? SafeText.Cut(Encoding.UTF8.GetString(bytes, 0, count), Most)
            : null;
    }

    private static async Task<bool> IsOursAsync(
        IForge forge,
        OneShotInfo oneShot,
        Comment told,
        CancellationToken cancellationToken
    )
    {
        var edit = await forge.Issues.LastEditAsync(oneShot.PrNumber, told.Id, cancellationToken).ConfigureAwait(false);
        return edit is null
            || edit.Editor == told.Author
            || await forge.IsOursAsync(edit.Editor, cancellationToken).ConfigureAwait(false)
            || await forge.MayWriteAsync(edit.Editor, cancellationToken).ConfigureAwait(false);
    }

    // Right after the marker: what else a comment holds may be an agent's.
    [GeneratedRegex(
        @"\A\s*<!-- refused (?<lines>[A-Za-z0-9+/]{0,50000}={0,2}) -->",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Note();
}
