using System.Text.Json;

namespace OneShot.Core.Failures;

/// <summary>Reads the errors of a SARIF file that nobody has suppressed.</summary>
internal static class SarifReader
{
    /// <exception cref="JsonException">It is no JSON, or has other kinds of values.</exception>
    /// <exception cref="InvalidDataException">It is no SARIF.</exception>
    public static IEnumerable<Failure> Read(Stream stream, RepositoryPaths paths, ToolText text)
    {
        var log = JsonSerializer.Deserialize(stream, SarifJson.Default.SarifLog);
        if (log is not { Version: { } version, Runs: { } runs }) throw new InvalidDataException("it has no version and runs");
        if (version is not ("2.1.0" or "1.0.0")) throw new InvalidDataException($"its version is {text.Line(version)}, and 2.1.0 and 1.0.0 are read");
        foreach (var run in runs)
        {
            var tool = run?.Tool?.Driver?.Name ?? run?.Tool?.Name;
            foreach (var result in (run?.Results ?? []).OfType<SarifResult>().Where(result => result.Level == "error" && !IsSuppressed(result)).Take(FailureLimits.Failures))
            {
                var (uri, region) = Location(result);
                var file = uri is null ? null : paths.Find(Local(uri));
                yield return new Failure(FailureKind.Error, text.Line(result.RuleId ?? ""), text.Clean(Message(result.Message)))
                {
                    Place = file is null ? null : new FailurePlace(text.Line(file), region?.StartLine ?? 0, region?.StartColumn ?? 0),
                    Tool = tool is null || tool.StartsWith("Microsoft (R)", StringComparison.Ordinal) ? null : text.Line(tool),
                };
            }
        }
    }

    private static bool IsSuppressed(SarifResult result)
        => result.Kind is "pass" or "notApplicable" || new[] { result.Suppressions, result.SuppressionStates }.Any(list => list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0);

    private static (string? Uri, SarifRegion? Region) Location(SarifResult result)
        => result.Locations switch
        {
            [{ PhysicalLocation: { } place }, ..] => (place.ArtifactLocation?.Uri, place.Region),
            [{ ResultFile: { } file }, ..] => (file.Uri, file.Region),
            _ => (null, null),
        };

    private static string Message(JsonElement message) => message.ValueKind switch
    {
        JsonValueKind.String => message.GetString()!,
        JsonValueKind.Object when message.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String => text.GetString()!,
        _ => "It has no message.",
    };

    private static string Local(string uri)
        => Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile ? absolute.LocalPath : Uri.UnescapeDataString(uri);
}
