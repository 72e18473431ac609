using System.Text.Json.Nodes;
using OneShot.Core.Settings;

namespace Build.Docs;

/// <summary>
/// The schema of <c>.oneshot/oneshot.yaml</c>, made from the one table: editors check the file with it.
/// </summary>
internal static class RepositoryFileSchema
{
    public static string Write()
    {
        var properties = new JsonObject
        {
            [RepositoryKeys.Version] = new JsonObject
            {
                ["description"] = "The version of the file's format.",
                ["enum"] = new JsonArray(1, "1"),
            },
            [RepositoryKeys.Needs] = new JsonObject
            {
                ["description"] = "The least version of OneShot that the file is written for.",
                ["type"] = new JsonArray("string", "number"),
                ["pattern"] = @"^[0-9]+\.[0-9]+(\.[0-9]+)?$",
            },
        };
        foreach (var key in RepositoryKeys.All)
            properties[key.Name] = Of(key);
        var schema = new JsonObject
        {
            ["title"] = ".oneshot/oneshot.yaml",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(RepositoryKeys.Version),
            ["properties"] = properties,
        };
        return SchemaText.Of(schema);
    }

    private static JsonObject Of(RepositoryKey key)
    {
        var argument = key.Argument is null ? null : Arguments.Find(key.Argument);
        var text = new JsonObject { ["type"] = argument?.IsSwitch == true ? "boolean" : "string" };
        if (argument?.Choices is { Count: > 0 } choices)
            text["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]);
        if (key.Pattern is { } pattern)
            text["pattern"] = pattern;
        if (key.IsList)
            text = new JsonObject { ["type"] = "array", ["items"] = text };
        text.Insert(0, "description", key.Help.Replace("`", "", StringComparison.Ordinal));
        return text;
    }
}
