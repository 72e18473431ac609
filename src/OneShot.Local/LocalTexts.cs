using System.Globalization;
using OneShot.Core.Errors;

namespace OneShot.Local;

/// <summary>The limits of titles and bodies: GitHub's, so that what works here works there.</summary>
internal static class LocalTexts
{
    /// <summary>How errors call this forge.</summary>
    public const string Forge = "the local forge";

    private const int LongestTitle = 256;
    private const int LongestBody = 65_536;

    /// <summary>Checks a text that is written; <see langword="null"/> is one that is left.</summary>
    /// <exception cref="OneShotException">OS4004: too long, or a title that says nothing.</exception>
    public static void Check(string? title, string? body)
    {
        if (title is not null && string.IsNullOrWhiteSpace(title))
            throw OneShotErrors.Unprocessable(Forge, "write the title", "it is blank.");
        if (title?.Length > LongestTitle)
            throw TooLong("title", title.Length, LongestTitle);
        if (body?.Length > LongestBody)
            throw TooLong("body", body.Length, LongestBody);
    }

    private static OneShotException TooLong(string what, int length, int most) =>
        OneShotErrors.Unprocessable(
            Forge,
            $"write the {what}",
            string.Create(CultureInfo.InvariantCulture, $"it has {length} characters, and {most} is the limit.")
        );
}
