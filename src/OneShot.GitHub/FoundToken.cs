using OneShot.Core.Errors;

namespace OneShot.GitHub;

/// <summary>A token, and where it was found, for errors: the token itself is in none.</summary>
/// <param name="Text">The token.</param>
/// <param name="Source">Where it comes from, such as <c>GH_TOKEN</c>.</param>
internal sealed record FoundToken(string Text, string Source)
{
    /// <summary>No server gives longer ones; a whole file was given by mistake.</summary>
    private const int Most = 8192;

    /// <summary>
    /// Cuts the blanks and line ends around a token, which come
    /// with a copy or a file, and refuses what no token has inside.
    /// </summary>
    /// <param name="given">What the source holds.</param>
    /// <param name="source">The source.</param>
    /// <returns>The token; <see langword="null"/> where the source holds nothing.</returns>
    /// <exception cref="OneShotException">OS3115.</exception>
    public static FoundToken? Of(string? given, string source)
    {
        var text = given?.Trim(' ', '\t', '\r', '\n');
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > Most)
            throw OneShotErrors.TokenMalformed(source, $"has more than {Most} characters");
        var wrong = text.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return wrong < 0 ? new FoundToken(text, source) : throw OneShotErrors.TokenMalformed(source, What(text[wrong]));
    }

    // The kind of the character and no more: not even its place, which tells of the rest.
    private static string What(char character) =>
        character switch
        {
            '\n' or '\r' => "has a line end inside",
            ' ' or '\t' => "has a blank inside",
            '\uFEFF' => "has a byte order mark",
            _ when char.IsControl(character) => "has a control character",
            _ => "has a character that is not ASCII",
        };
}
