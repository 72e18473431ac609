using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Failures;

/// <summary>
/// Reads a whole number as JSON may have it, <c>1.0</c> and <c>1e0</c> too; one that is no place in a file or a list is
/// none.
/// </summary>
internal sealed class SarifNumber : JsonConverter<int?>
{
    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number when reader.TryGetInt32(out var number) => number >= 0 ? number : null,
            JsonTokenType.Number when reader.TryGetDouble(out var number) => number is >= 0 and <= int.MaxValue
            && Math.Floor(number) == number
                ? (int)number
                : null,
            JsonTokenType.Number => null,
            _ => throw new JsonException("a number is no number"),
        };

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
