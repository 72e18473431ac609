using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>
/// The verdict as a pull request's body tells it to programs: a hidden line, the first of the section about verifying.
/// Anybody who may edit the body can change it: it is told, and decides nothing.
/// </summary>
internal static class VerdictMarker
{
    private const string Opening = "<!-- oneshot-verdict ";
    private const string Closing = " -->";
    private const int Longest = 300;

    /// <summary>Writes it.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>One line.</returns>
    public static string Write(VerdictSummary verdict) =>
        Opening + JsonSerializer.Serialize(verdict, VerdictJson.Default.VerdictSummary) + Closing;

    /// <summary>Finds it.</summary>
    /// <param name="body">The body.</param>
    /// <param name="id">The one-shot.</param>
    /// <returns>The verdict; <see langword="null"/> where there is none, or what stands there can't be one.</returns>
    public static VerdictSummary? Find(string body, string id)
    {
        ArgumentNullException.ThrowIfNull(body);
        var marker = HiddenMarker.Of(id, HiddenMarker.Verified) + "\n";
        body = body.ReplaceLineEndings("\n"); // somebody's editor may have written it anew
        var from = body.IndexOf(marker, StringComparison.Ordinal);
        if (from < 0)
            return null;
        var rest = body.AsSpan(from + marker.Length);
        var end = rest.IndexOf('\n');
        var line = end < 0 ? rest : rest[..end];
        if (line.Length > Longest || !line.StartsWith(Opening) || !line.EndsWith(Closing))
            return null;
        try
        {
            var told = JsonSerializer.Deserialize(
                line[Opening.Length..^Closing.Length],
                VerdictJson.Default.VerdictSummary
            );
            return told is { IsPossible: true } ? told : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    IgnoreReadOnlyProperties = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(VerdictSummary))]
internal sealed partial class VerdictJson : JsonSerializerContext;
