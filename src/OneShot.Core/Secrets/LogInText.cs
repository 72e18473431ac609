using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneShot.Core.Secrets;

/// <summary>Tells the secrets in a file that lets somebody in: a JSON document, or settings of another kind.</summary>
internal static partial class LogInText
{
    private const int Least = 12;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>
    /// Finds the values that look like a token, whatever their names are. Addresses, names, dates and words are none.
    /// </summary>
    /// <param name="text">What the file holds.</param>
    /// <returns>The values.</returns>
    public static IReadOnlyList<string> SecretsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. ValuesOf(text).Where(IsToken).Distinct()];
    }

    private static IEnumerable<string> ValuesOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return [.. Strings(document.RootElement)];
        }
        catch (JsonException)
        {
            return [.. Value().Matches(text).Select(match => match.Value.TrimEnd('='))];
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.String => [element.GetString()!],
            _ => [],
        };

    /// <summary>Whether a value looks like a token.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsToken(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length < Least || value.Any(c => c is <= ' ' or > '~'))
            return false;
        if (value.Contains("://", StringComparison.Ordinal))
            return false;
        if (Address().IsMatch(value) || Date().IsMatch(value))
            return false;

        if (SecretRules.Find(value).Count > 0)
            return true;

        // Of a token a part between signs is long and mixed; of names, models and scopes each part is a word or a
        // short number.
        if (Part().Matches(value).Any(part => IsMixed(part.Value)))
            return true;
        if (value.Length < 20 || !value.All(char.IsAsciiLetter))
            return false;
        return value.Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower);
    }

    private static bool IsMixed(string part) =>
        part.Length >= Least && part.Any(char.IsAsciiDigit) && part.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"[^\s""'=:,;{}\[\]]+=*", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Value();

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Part();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[A-Za-z]+\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Date();
}
