using System.Text.Json.Nodes;
using OneShot.Core.Batch;
using OneShot.Core.Settings;

namespace Build.Docs;

/// <summary>
/// The schema of a file of prompts, made from the tables of keys and arguments: editors check the file with it.
/// </summary>
internal static class PromptsFileSchema
{
    public static string Write()
    {
        var properties = new JsonObject();
        foreach (var key in BatchKeys.All)
        {
            properties[key] = Of(key);
            var underscored = key.Replace('-', '_');
            if (underscored != key)
                properties[underscored] = Of(key);
        }

        var entry = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["oneOf"] = new JsonArray(
                Required(BatchKeys.Prompt),
                Required(BatchKeys.PromptFile),
                Required("prompt_file")
            ),
            ["properties"] = properties,
        };
        var schema = new JsonObject
        {
            ["title"] = "The prompts of --prompts-file, in YAML or JSON",
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = 500,
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray(Text(), entry) },
        };
        return SchemaText.Of(schema);
    }

    private static JsonObject Of(string key)
    {
        var value = BatchKeys.TakesNumber(key)
            ? new JsonObject
            {
                ["type"] = new JsonArray("integer", "string"),
                ["minimum"] = 1,
                ["pattern"] = "^0*[1-9][0-9]*$",
            }
            : Text();
        value.Insert(0, "description", Arguments.Find(key)!.Help.Replace("`", "", StringComparison.Ordinal));
        return value;
    }

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Required(string key) => new() { ["required"] = new JsonArray(key) };
}
