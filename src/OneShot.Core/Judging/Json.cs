using System.Text.Json;

namespace OneShot.Core.Judging;

/// <summary>Reads what an agent wrote as JSON: what is not of the kind that is looked for is not there.</summary>
internal static class Json
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    public static JsonDocument Parse(string text) => JsonDocument.Parse(text, Lenient);

    /// <summary>The members of an object, or of one inside of it.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return [];
        }

        return element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
    }

    /// <summary>A text of an object.</summary>
    public static string? TextOf(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.AsText()
            : null;

    public static string? AsText(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
