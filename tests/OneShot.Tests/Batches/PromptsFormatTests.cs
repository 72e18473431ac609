using OneShot.Batches;
using OneShot.Core.Model;

namespace OneShot.Tests.Batches;

/// <summary>The two formats of a file of prompts.</summary>
public class PromptsFormatTests
{
    [Theory]
    [InlineData("t.yaml", "- Add it\n- prompt: Fix it\n  slug: fix\n  plan_issue: 7\n")]
    [InlineData("t.yml", "---\n# two\n- 'Add it'\n\n- {prompt: Fix it, slug: fix, plan_issue: 7}\n...\n")]
    [InlineData("t.txt", "- >-\n  Add\n  it\n- \"slug\": fix\n  prompt: Fix it\n  plan_issue: '7'\n")]
    [InlineData("t.jsonl", "\"Add it\"\n\n{\"prompt\":\"Fix it\",\"slug\":\"fix\",\"plan_issue\":7,\"model\":null}\n")]
    [InlineData("t.NDJSON", "\"Add it\"\r\n{\"slug\":\"fix\",\"prompt\":\"Fix it\",\"plan_issue\":\"7\"}")]
    [InlineData(
        "standard input",
        "  {\"prompt\":\"Add it\"}\n{\"prompt\":\"Fix it\",\"slug\":\"fix\",\"plan_issue\":7}"
    )]
    [InlineData("t.jsonl", "[Add it, {prompt: Fix it, slug: fix, plan_issue: 7}]")]
    [InlineData("t.json", "[\"Add it\",\n  {\"prompt\": \"Fix it\", \"slug\": \"fix\", \"plan_issue\": 7}\n]\n")]
    public void Entries_are_texts_and_mappings(string path, string text)
    {
        var rows = Read(path, text);
        rows.Count.ShouldBe(2);
        rows[0].Values.ShouldBe([new("prompt", "Add it")]);
        rows[1]
            .Values.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ShouldBe([new("plan_issue", "7"), new("prompt", "Fix it"), new("slug", "fix")]);
    }

    [Theory]
    [InlineData("t.yaml", "- |\n  Add it\n\n    indented\n")]
    [InlineData("t.jsonl", "\"Add it\\n\\n  indented\\n\"")]
    public void A_prompt_may_have_many_lines(string path, string text) =>
        Read(path, text).Single().Values.Single().Value.ShouldBe("Add it\n\n  indented\n");

    [Theory]
    [InlineData("t.jsonl", "\"\\ud83d\\ude00 \\u65e5 \\/\"")]
    [InlineData("t.json", "[\"\\ud83d\\ude00 \\u65e5 \\/\"]")]
    [InlineData("t.yaml", "- \U0001f600 \u65e5 /")]
    public void Characters_of_any_kind_arrive(string path, string text) =>
        Read(path, text).Single().Values.Single().Value.ShouldBe("\U0001f600 \u65e5 /");

    [Theory]
    [InlineData("t.yaml", "")]
    [InlineData("t.yaml", "# nothing\n")]
    [InlineData("t.yaml", "---\n")]
    [InlineData("t.yaml", "[]")]
    [InlineData("t.jsonl", "\n  \n")]
    [InlineData("t.json", "[]")]
    public void Nothing_is_nothing(string path, string text) => Read(path, text).ShouldBeEmpty();

    [Theory]
    [InlineData("t.yaml", "Add it\n", 1, "begins with a dash")]
    [InlineData("t.yaml", "\nprompt: Add it\n", 2, "begins with a dash")]
    [InlineData("t.yaml", "- Add it\n- - nested\n", 2, "neither a mapping nor a text")]
    [InlineData("t.yaml", "- prompt:\n    - a\n", 2, "'prompt' has to be a text")]
    [InlineData("t.yaml", "- ? [a]\n  : b\n", 1, "a key has to be a text")]
    [InlineData("t.yaml", "- !!str 7\n", 1, "tags are not used")]
    [InlineData("t.yaml", "- {prompt: Fix it, prompt: Add it, model: !x y}\n", 1, "tags are not used")]
    [InlineData("t.jsonl", "{\"prompt\":\"a\",\"prompt\":\"b\"}", 1, "no JSON")]
    [InlineData("t.jsonl", "{\"prompt\":null,\"prompt\":\"b\"}", 1, "no JSON")]
    [InlineData("t.jsonl", "{\"prompt\":7}", 1, "'prompt' has to be a text")]
    [InlineData("t.yaml", "- &a Add it\n- *a\n", 1, "anchors are not used")]
    [InlineData("t.yaml", "- Add it\n- *a\n", 2, "aliases are not used")]
    [InlineData("t.yaml", "- prompt: *a\n", 1, "aliases are not used")]
    [InlineData("t.yaml", "- a\n---\n- b\n", 2, "second document")]
    [InlineData("t.yaml", "- a\n b: c: d\n", 2, "no YAML")]
    [InlineData("t.yaml", "- 'a\n", 1, "no YAML")]
    [InlineData("t.yaml", "- [\n", 1, "neither a mapping nor a text")]
    [InlineData("t.yaml", "[a,\n", 2, "no YAML")]
    [InlineData("t.yaml", "- !![: a\n", 1, "no YAML")]
    [InlineData("t.yaml", "...\n|", 1, "no YAML")]
    [InlineData("t.jsonl", "\"a\"\n\n{\"prompt\":\n", 3, "no JSON (character 11)")]
    [InlineData("t.jsonl", "\"a\"\n[\"a\"]", 2, "neither an object nor a text")]
    [InlineData("t.jsonl", "7", 1, "neither an object nor a text")]
    [InlineData("t.jsonl", "{\"prompt\":[\"a\"]}", 1, "'prompt' has to be a text")]
    [InlineData("t.jsonl", "{\"prompt\":true}", 1, "'prompt' has to be a text")]
    [InlineData("t.jsonl", "\"\\ud800\"", 1, "no Unicode")]
    [InlineData("t.jsonl", "- Add it", 1, "no JSON")]
    public void What_is_no_entry_is_told_with_its_line(string path, string text, int line, string reason)
    {
        var error = Should.Throw<OneShotException>(() => Read(path, text)).Error;
        error.Code.ShouldBe("OS2064");
        error.Message.ShouldStartWith($"'{path}', line {line}: ");
        error.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("t.yaml", "- number ")]
    [InlineData("t.jsonl", "\"{0}\"")]
    public void Reading_ends_one_after_the_limit(string path, string form) =>
        new PromptsFormat()
            .Read(
                path,
                string.Concat(
                    Enumerable
                        .Range(0, 100_000)
                        .Select(i =>
                            (
                                form.Contains('{', StringComparison.Ordinal)
                                    ? form.Replace("{0}", $"{i}", StringComparison.Ordinal)
                                    : form + i
                            ) + "\n"
                        )
                ),
                500
            )
            .Count.ShouldBe(501);

    // A reader that nests by calling itself would take the process with it; one that resolves aliases would never end.
    [Theory]
    [InlineData("[")]
    [InlineData("- ")]
    [InlineData("{a: ")]
    [InlineData("- [")]
    [InlineData("? ")]
    [InlineData("\"")]
    [InlineData("- !!x ")]
    [InlineData("- &a [*a, ")]
    public void A_hostile_file_is_refused(string part)
    {
        foreach (var path in new[] { "t.yaml", "t.jsonl" })
        {
            Allocations
                .OfTwice(
                    500_000 / part.Length,
                    size =>
                        Should.Throw<OneShotException>(() => Read(path, string.Concat(Enumerable.Repeat(part, size))))
                )
                .ShouldBeLessThan(3, path);
        }
    }

    [Fact]
    public void Any_file_is_read_or_refused()
    {
        string[] parts =
        [
            "- ",
            "a",
            ": ",
            "\n",
            "  ",
            "[",
            "]",
            "{",
            "}",
            "&a ",
            "*a ",
            "!x ",
            "!![",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "%",
            "@",
            "`",
            "? ",
            "---",
            "...",
            "\t",
            ",",
            "prompt",
            "\\",
            "<<",
            "\u2028",
            "\0",
            "|2\n",
            ">-\n",
        ];
        var random = new Random(20261123);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(1, 12)).Select(_ => parts[random.Next(parts.Length)])
            );
            foreach (var path in new[] { "t.yaml", "t.jsonl" })
            {
                try
                {
                    Read(path, text);
                }
                catch (OneShotException exception)
                {
                    exception.Error.Code.ShouldBeOneOf("OS2064", "OS2115");
                }
            }
        }
    }

    private static IReadOnlyList<BatchRow> Read(string path, string text) => new PromptsFormat().Read(path, text, 500);
}
