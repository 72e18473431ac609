using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Failures;

// What is read of a SARIF file, of version 2.1.0 and of the 1.0.0 that the C# compiler writes unless told otherwise.
internal sealed record SarifLog(string? Version, IReadOnlyList<SarifRun?>? Runs);

internal sealed record SarifRun(SarifTool? Tool, IReadOnlyList<SarifResult?>? Results);

internal sealed record SarifTool(string? Name, SarifDriver? Driver);

internal sealed record SarifDriver(string? Name);

internal sealed record SarifResult(string? RuleId, string? Level, string? Kind, JsonElement Message, IReadOnlyList<SarifLocation?>? Locations, JsonElement Suppressions, JsonElement SuppressionStates);

internal sealed record SarifLocation(SarifPhysical? PhysicalLocation, SarifFile? ResultFile);

internal sealed record SarifPhysical(SarifArtifact? ArtifactLocation, SarifRegion? Region);

internal sealed record SarifArtifact(string? Uri);

internal sealed record SarifFile(string? Uri, SarifRegion? Region);

internal sealed record SarifRegion(int StartLine, int StartColumn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJson : JsonSerializerContext;
