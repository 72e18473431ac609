namespace OneShot.Core.Pipeline;

/// <summary>A part of a pull request's body that is OneShot's to write, and to write anew.</summary>
internal static class BodySection
{
    /// <summary>The most UTF-16 units of a body on GitHub.</summary>
    private const int Most = 65_536;

    /// <summary>
    /// Puts a section in the place of the same one, else before another one, else at the end of a body.
    /// </summary>
    /// <param name="body">The body.</param>
    /// <param name="marker">A hidden line that the section begins with.</param>
    /// <param name="text">Its text, Markdown, without the marker.</param>
    /// <param name="before">The hidden line of a section that comes after it.</param>
    /// <returns>The new body; the old one where there is no room for more.</returns>
    public static string Put(string body, string marker, string text, string? before = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var end = marker.Replace("<!-- ", "<!-- end of ", StringComparison.Ordinal);
        var section = $"{marker}\n{text.Trim()}\n{end}";
        var from = body.IndexOf(marker, StringComparison.Ordinal);
        var to = from < 0 ? -1 : body.IndexOf(end, from, StringComparison.Ordinal);
        var next =
            to < 0
                ? before is not null && body.IndexOf(before, StringComparison.Ordinal) is >= 0 and var place
                    ? $"{body.AsSpan(0, place)}{section}\n\n{body.AsSpan(place)}"
                    : $"{body.TrimEnd()}\n\n{section}\n"
                : string.Concat(body.AsSpan(0, from), section, body.AsSpan(to + end.Length));
        return next.Length <= Most ? next : body;
    }
}
