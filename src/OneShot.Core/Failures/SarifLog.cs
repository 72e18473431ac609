using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneShot.Core.Failures;

// What is read of a SARIF file, of version 2.1.0 and of the 1.0.0 that the C# compiler writes unless told otherwise.
internal sealed record SarifLog(string? Version, IReadOnlyList<SarifRun?>? Runs);

internal sealed record SarifRun(
    SarifTool? Tool,
    IReadOnlyList<SarifResult?>? Results,
    IReadOnlyList<SarifInvocation?>? Invocations,
    IReadOnlyList<SarifArtifact?>? Artifacts,
    IReadOnlyDictionary<string, SarifFileName?>? OriginalUriBaseIds,
    JsonElement Rules
);

internal sealed record SarifTool(string? Name, SarifComponent? Driver, IReadOnlyList<SarifComponent?>? Extensions);

internal sealed record SarifComponent(
    string? Name,
    string? Guid,
    IReadOnlyList<SarifRule?>? Rules,
    IReadOnlyDictionary<string, SarifText?>? GlobalMessageStrings
);

internal sealed record SarifRule(
    string? Id,
    SarifConfiguration? DefaultConfiguration,
    string? DefaultLevel,
    IReadOnlyDictionary<string, SarifText?>? MessageStrings,
    IReadOnlyDictionary<string, string?>? MessageFormats
);

internal sealed record SarifConfiguration(string? Level);

internal sealed record SarifText(string? Text, string? Markdown);

internal sealed record SarifReference(
    string? Id,
    [property: JsonConverter(typeof(SarifNumber))] int? Index,
    SarifComponentReference? ToolComponent
);

internal sealed record SarifComponentReference(
    string? Name,
    string? Guid,
    [property: JsonConverter(typeof(SarifNumber))] int? Index
);

internal sealed record SarifInvocation(
    IReadOnlyList<SarifOverride?>? RuleConfigurationOverrides,
    IReadOnlyList<SarifNotification?>? ToolExecutionNotifications,
    IReadOnlyList<SarifNotification?>? ToolConfigurationNotifications
);

internal sealed record SarifOverride(SarifReference? Descriptor, SarifConfiguration? Configuration);

internal sealed record SarifNotification(
    SarifReference? Descriptor,
    string? Level,
    JsonElement Message,
    IReadOnlyList<SarifLocation?>? Locations
);

internal sealed record SarifResult(
    string? RuleId,
    [property: JsonConverter(typeof(SarifNumber))] int? RuleIndex,
    SarifReference? Rule,
    string? RuleKey,
    string? Level,
    string? Kind,
    string? BaselineState,
    JsonElement Message,
    SarifFormatted? FormattedRuleMessage,
    IReadOnlyList<SarifLocation?>? Locations,
    SarifFileName? AnalysisTarget,
    SarifProvenance? Provenance,
    JsonElement Suppressions,
    JsonElement SuppressionStates
);

internal sealed record SarifFormatted(string? FormatId, IReadOnlyList<string?>? Arguments);

internal sealed record SarifProvenance([property: JsonConverter(typeof(SarifNumber))] int? InvocationIndex);

internal sealed record SarifLocation(SarifPhysical? PhysicalLocation, SarifFile? ResultFile);

internal sealed record SarifPhysical(SarifFileName? ArtifactLocation, SarifRegion? Region);

internal sealed record SarifArtifact(SarifFileName? Location);

internal sealed record SarifFileName(
    string? Uri,
    string? UriBaseId,
    [property: JsonConverter(typeof(SarifNumber))] int? Index
);

internal sealed record SarifFile(string? Uri, SarifRegion? Region);

internal sealed record SarifRegion(
    [property: JsonConverter(typeof(SarifNumber))] int? StartLine,
    [property: JsonConverter(typeof(SarifNumber))] int? StartColumn
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SarifLog))]
[JsonSerializable(typeof(Dictionary<string, SarifRule>))]
internal sealed partial class SarifJson : JsonSerializerContext;
