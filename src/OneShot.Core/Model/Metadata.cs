using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Model;

/// <summary>
/// What a one-shot's pull request says about itself to programs: a
/// hidden comment, the body's first line, before anything a user wrote.
/// </summary>
/// <param name="Id">The one-shot.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="PromptSha256">SHA-256 of the prompt's bytes.</param>
internal sealed record Metadata(string Id, string Branch, string PromptSha256)
{
    private const string Opening = "<!-- oneshot ";
    private const string Closing = " -->";

    /// <summary>Writes the comment.</summary>
    /// <returns>One line.</returns>
    /// <remarks>
    /// The serializer writes <c>&lt;</c> and <c>&gt;</c> as escapes, so that no value can end the comment.
    /// </remarks>
    public string Write() => Opening + JsonSerializer.Serialize(this, MetadataJson.Default.Metadata) + Closing;

    /// <summary>Reads the comment.</summary>
    /// <param name="body">The pull request's body.</param>
    /// <returns>The metadata; <see langword="null"/> when the first line is no such comment.</returns>
    public static Metadata? Read(string body)
    {
        var line = body.Split('\n', 2)[0].TrimEnd('\r');
        if (!line.StartsWith(Opening, StringComparison.Ordinal) || !line.EndsWith(Closing, StringComparison.Ordinal))
            return null;
        try
        {
            return JsonSerializer.Deserialize(line[Opening.Length..^Closing.Length], MetadataJson.Default.Metadata);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Metadata))]
internal sealed partial class MetadataJson : JsonSerializerContext;
