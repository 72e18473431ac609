using System.Text;
using System.Text.Json;
using CsCheck;
using OneShot.Batches;
using OneShot.Core.Model;

namespace OneShot.Tests.Batches;

/// <summary>Any text arrives as the same bytes, or is refused; a failure prints its seed, for CsCheck_Seed.</summary>
public class PromptPropertyTests
{
    private static readonly string[] Pieces =
    [
        " #",
        "# ",
        ": ",
        "- ",
        "'",
        "\"",
        "\\",
        "\\n",
        "|",
        ">",
        "&a",
        "*a",
        "!x",
        "%",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
        ",",
        "?",
        "~",
        "null",
        "7",
        "\t",
        " ",
        "\n",
        "\r\n",
        "\r",
        "---",
        "...",
        "true",
        "2026-11-29",
        "<<",
        "=",
        "word",
        "\u0085",
        "\u2028",
        "\u2029",
        "\uFEFF",
        "\u00A0",
        "\u200B",
        "\U0001f600",
        "é",
        "\u0301",
        "日本",
        "\a",
        "\0",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.OneOfConst(Pieces).Array[1, 8].Select(string.Concat),
        Gen.String[1, 30],
        Gen.String[Gen.Char["ab #:-'\"\\\n\t"], 1, 20]
    );

    [Fact]
    public void As_bytes_of_a_file_or_of_standard_input() =>
        Check(text => PromptRules.FromBytes(Encoding.UTF8.GetBytes(text), PromptSource.File, "a file"));

    [Fact]
    public void As_an_argument_or_a_variable() =>
        Check(text => PromptRules.FromText(text, PromptSource.Argument, "--prompt"));

    [Fact]
    public void In_JSON_lines() => Check(text => Read("t.jsonl", JsonSerializer.Serialize(text)));

    [Fact]
    public void In_JSON_as_YAML() => Check(text => Read("t.json", $"[{JsonSerializer.Serialize(text)}]"));

    [Fact]
    public void In_YAML_as_it_is() => Check(text => IsLine(text) ? Read("t.yaml", $"- {text}\n") : null);

    [Fact]
    public void In_YAML_behind_a_key() =>
        Check(text => IsLine(text) ? Read("t.yaml", $"- slug: x\n  prompt: {text}\n") : null);

    [Fact]
    public void In_YAML_in_single_quotes() =>
        Check(text =>
            text.IndexOfAny(['\n', '\r']) >= 0
                ? null
                : Read("t.yaml", $"- '{text.Replace("'", "''", StringComparison.Ordinal)}'\n")
        );

    [Fact]
    public void In_YAML_as_a_block() =>
        Check(text => Read("t.yaml", $"- |2\n  {Normal(text).Replace("\n", "\n  ", StringComparison.Ordinal)}\n"));

    private static void Check(Func<string, Prompt?> arrive) =>
        Texts.Sample(
            text =>
            {
                try
                {
                    // What can't be written in that form at all is another form's.
                    return arrive(text) is not { } prompt || prompt.Text == Normal(text).TrimEnd('\n') + "\n";
                }
                catch (OneShotException refused)
                {
                    return refused.Error.Code.StartsWith("OS2", StringComparison.Ordinal);
                }
            },
            iter: 5_000
        );

    // Blanks around unquoted text belong to nobody; what begins with a quote, | or > is another form.
    private static bool IsLine(string text) =>
        text.IndexOfAny(['\n', '\r']) < 0
        && text == text.Trim(' ', '\t')
        && text.IndexOfAny(['"', '\'', '|', '>']) != 0;

    private static Prompt? Read(string path, string file)
    {
        var values = new PromptsFormat().Read(path, file, 500).Single().Values;
        // Without a prompt, or with a key that nobody knows, it is OS2065 by the rules of an entry.
        if (values.Any(pair => pair.Key is not ("prompt" or "slug")))
            return null;
        if (!values.Any(pair => pair.Key == "prompt"))
            return null;
        var value = values.Single(pair => pair.Key == "prompt").Value;
        return PromptRules.FromText(value, PromptSource.File, path);
    }

    private static string Normal(string text) =>
        text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
