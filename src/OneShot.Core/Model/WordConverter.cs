using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>Reads and writes a word as the text it is.</summary>
/// <typeparam name="T">The set of words.</typeparam>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : class, IWord<T>
{
    /// <inheritdoc/>
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } word ? T.Of(word) : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Word);
}
