using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot.Local.Store;

[JsonSerializable(typeof(LocalThread))]
[JsonSerializable(typeof(LocalRun))]
[JsonSerializable(typeof(VerifyResult))]
[JsonSerializable(typeof(RunnerEnvironment))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class LocalJson : JsonSerializerContext
{
    /// <summary>Files are for people: indented, and letters stay letters.</summary>
    public static LocalJson Readable { get; } =
        new(
            new JsonSerializerOptions
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
                WriteIndented = true,
                RespectNullableAnnotations = true,
                DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
}
