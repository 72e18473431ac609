using System.Text.Json.Serialization;

namespace OneShot.Core.Journals;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Journal))]
internal sealed partial class JournalJson : JsonSerializerContext;
