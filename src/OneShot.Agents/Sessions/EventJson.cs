using System.Globalization;
using System.Text.Json;

namespace OneShot.Agents.Sessions;

/// <summary>Reads what an event holds, and what it doesn't as nothing: agents add and leave out as they like.</summary>
internal static class EventJson
{
    // Beyond it nothing is counted, and sums would overflow.
    private const decimal Most = 1_000_000_000_000_000;

    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.GetRawText(),
            _ => null,
        };
    }

    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path) =>
        (long?)element.Dollars(path);

    public static decimal? Dollars(this JsonElement element, params ReadOnlySpan<string> path) =>
        decimal.TryParse(element.Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > -Most and < Most
            ? number
            : null;

    public static bool IsTrue(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The elements of an array; none when it isn't one.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return [];
        }

        return element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];
    }
}
