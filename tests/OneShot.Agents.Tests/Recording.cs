using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OneShot.Agents.Tests;

/// <summary>
/// Writes down what an agent prints, by a program of its name before it; without
/// what is of this machine, of the run's length, or of no use to a reader.
/// </summary>
internal sealed partial class Recording
{
    private const int Longest = 1500;
    private static readonly string[] Left =
    [
        "tools",
        "mcp_servers",
        "slash_commands",
        "agents",
        "skills",
        "plugins",
        "memory_paths",
        "signature",
        "terminalId",
        "sections",
        "messages",
    ];
    private readonly Machine _machine;
    private readonly Model _model;

    public Recording(Machine machine, Model model)
    {
        (_machine, _model) = (machine, model);
        var program = File.ResolveLinkTarget(
            machine.Folder["bin/" + machine.Agent],
            returnFinalTarget: false
        )!.FullName;
        File.Delete(machine.Folder["bin/" + machine.Agent]);
        var recorder = Path.Combine(Repository.Root, "tests", "peers", "models", "record.mjs");
        machine.Program(
            machine.Agent,
            $"[ \"$1\" = --version ] && exec '{program}' --version\nexec node '{recorder}' '{program}' "
                + $"'{machine.Folder["recording"]}' \"$@\""
        );
    }

    /// <summary>The recording; who was ended from outside went on for long.</summary>
    public string Text
    {
        get
        {
            var lines = File.ReadAllLines(_machine.Folder["recording"]).Select(Clean).ToArray();
            return string.Join(
                    '\n',
                    lines[^1].StartsWith("exit ", StringComparison.Ordinal) ? lines : [.. lines, "sleep 60"]
                ) + "\n";
        }
    }

    private string Clean(string line)
    {
        var text = Home()
            .Replace(line, "/private")
            .Replace(_model.Url, "http://127.0.0.1:4200", StringComparison.Ordinal)
            .Replace(_machine.Repo.Path, "/work", StringComparison.Ordinal)
            .Replace(_machine.Folder.Path, "/machine", StringComparison.Ordinal)
            .Replace(Repository.Root, "/oneshot", StringComparison.Ordinal);
        if (!text.StartsWith("out {", StringComparison.Ordinal))
            return text.Length > Longest ? text[..Longest] : text;
        try
        {
            var node = JsonNode.Parse(text[4..]);
            Shorten(node);
            return "out "
                + node!.ToJsonString(
                    new JsonSerializerOptions
                    {
                        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                    }
                );
        }
        catch (JsonException)
        {
            return text; // one line of many that are a document together
        }
    }

    private static void Shorten(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var one in array)
                Shorten(one);
        if (node is not JsonObject map)
            return;
        foreach (var name in Left)
            if (map[name] is not JsonValue)
                map.Remove(name);
        foreach (var (name, value) in map.ToArray())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var whole) && whole.Length > Longest)
                map[name] = whole[..Longest];
            else
                Shorten(value);
        }
    }

    [GeneratedRegex(@"/[^"" ]*/oneshot-home-\w+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Home();
}
