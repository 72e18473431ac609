using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Batches;

/// <summary>Tells the two formats of a file of prompts apart: by its ending, else by how it begins.</summary>
internal sealed class PromptsFormat : IPromptsFormat
{
    private static readonly string[] OfJson = [".jsonl", ".ndjson", ".json"];
    private static readonly string[] OfYaml = [".yaml", ".yml"];

    public IReadOnlyList<BatchRow> Read(string path, string text, int most) =>
        IsJsonLines(path, text) ? JsonLines.Read(path, text, most) : YamlList.Read(path, text, most);

    // A list in brackets is no JSON lines, whatever its file is called; and every JSON is YAML.
    private static bool IsJsonLines(string path, string text)
    {
        var first = text.AsSpan().TrimStart() is { Length: > 0 } begun ? begun[0] : ' ';
        var ending = Path.GetExtension(path);
        if (OfJson.Contains(ending, StringComparer.OrdinalIgnoreCase))
            return first != '[';
        return !OfYaml.Contains(ending, StringComparer.OrdinalIgnoreCase) && first is '{' or '"';
    }
}
