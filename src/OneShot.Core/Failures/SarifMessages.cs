using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneShot.Core.Failures;

/// <summary>
/// Puts the messages of SARIF together: a text, or one that the rule has under an id, with arguments in it.
/// </summary>
internal static partial class SarifMessages
{
    private const string None = "It has no message.";

    public static string Of(SarifResult result, SarifRule? rule, IReadOnlyDictionary<string, SarifText?>? further)
    {
        if (
            result.FormattedRuleMessage is { } formatted
            && rule?.MessageFormats?.GetValueOrDefault(formatted.FormatId ?? "") is { } format
        )
            return Filled(format, formatted.Arguments ?? []);
        return Of(result.Message, rule, further);
    }

    public static string Of(JsonElement message, SarifRule? rule, IReadOnlyDictionary<string, SarifText?>? further)
    {
        if (message.ValueKind == JsonValueKind.String)
            return message.GetString()!;
        if (message.ValueKind != JsonValueKind.Object)
            return None;
        var id = Text(message, "id");
        var named = id is null ? null : rule?.MessageStrings?.GetValueOrDefault(id) ?? further?.GetValueOrDefault(id);
        var text = Text(message, "text") ?? named?.Text ?? Text(message, "markdown") ?? named?.Markdown;
        return text is null ? None : Filled(text, Arguments(message));
    }

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string?[] Arguments(JsonElement message) =>
        message.TryGetProperty("arguments", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
                .Select(argument =>
                    argument.ValueKind == JsonValueKind.String ? argument.GetString() : argument.ToString()
                )
                .ToArray()
            : [];

    // A text without arguments may hold braces of its own.
    private static string Filled(string text, IReadOnlyList<string?> arguments)
    {
        if (arguments.Count == 0)
            return text;
        return Placeholder()
            .Replace(
                text,
                match =>
                    match.Value switch
                    {
                        "{{" => "{",
                        "}}" => "}",
                        _ => int.TryParse(
                            match.Groups["index"].Value,
                            NumberStyles.None,
                            CultureInfo.InvariantCulture,
                            out var index
                        )
                        && index < arguments.Count
                            ? arguments[index] ?? ""
                            : match.Value,
                    }
            );
    }

    [GeneratedRegex(@"\{\{|\}\}|\{(?<index>\d{1,3})\}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Placeholder();
}
