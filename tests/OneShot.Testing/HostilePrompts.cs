using System.Text;

namespace OneShot.Testing;

/// <summary>
/// Prompts that try to be something else on their way: a flag, a command, markup, a mention, a place in a path.
/// </summary>
public static class HostilePrompts
{
    /// <summary>Each must arrive verbatim.</summary>
    public static IReadOnlyList<string> Accepted { get; } = Build().Distinct().ToArray();

    /// <summary>Those that hold all others, some at a time, and those that are large or unlike any other.</summary>
    public static IReadOnlyList<string> Whole { get; } =
        Accepted.SkipWhile(prompt => !prompt.StartsWith("Fix it: ", StringComparison.Ordinal)).ToArray();

    /// <summary>Each must be refused with this code.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes, string Code)> Refused { get; } =
    [
        ("empty", [], "OS2002"),
        ("blank", "  \n\t\n"u8.ToArray(), "OS2002"),
        ("only a byte order mark", [0xEF, 0xBB, 0xBF], "OS2002"),
        ("zero-width only", "\u200B\u200D"u8.ToArray(), "OS2002"),
        ("NUL", "a\0b"u8.ToArray(), "OS2006"),
        ("bell", "a\ab"u8.ToArray(), "OS2006"),
        ("escape", "\u001b[2J"u8.ToArray(), "OS2006"),
        ("backspace", "rm\b\bls"u8.ToArray(), "OS2006"),
        ("C1", "a\u009bb"u8.ToArray(), "OS2006"),
        ("Latin-1", [0x67, 0x72, 0xFC, 0x6E], "OS2005"),
        ("UTF-16", [0xFF, 0xFE, 0x61, 0x00], "OS2005"),
        ("overlong", [0xC0, 0xAF], "OS2005"),
        ("a surrogate", [0xED, 0xA0, 0x80], "OS2005"),
        ("cut off", [0x61, 0xE2, 0x82], "OS2005"),
        ("one byte too many", Enumerable.Repeat((byte)'x', (256 * 1024) + 1).ToArray(), "OS2004"),
    ];

    private static IEnumerable<string> Build()
    {
        string[] pieces =
        [
            // shells
            "$(touch /tmp/pwned)",
            "`touch /tmp/pwned`",
            "; rm -rf / #",
            "&& shutdown now",
            "| tee /etc/passwd",
            "$IFS$9",
            "${HOME}",
            "\"; exit 1; \"",
            "'; exit 1; '",
            "\\",
            "\\\\\"",
            "!!",
            "*",
            "?[a-z]",
            "~root",
            "{a,b}",
            "<(id)",
            ">/dev/null",
            "2>&1",
            "$'\\x41'",
            "%PATH%",
            "^",
            "%s%n%x",
            "%0A",
            "\\n\\r\\t",
            "\\0",
            // flags and files
            "--version",
            "-rf",
            "--",
            "-",
            "--prompt=other",
            "--target=Default",
            "@file",
            "/dev/stdin",
            "../../../etc/passwd",
            "C:\\Windows",
            "refs/heads/main",
            "HEAD~1",
            ":(exclude)x",
            "+main:main",
            "file:///etc/passwd",
            // formats of logs, templates, markup
            "{0} {1}",
            "{",
            "}",
            "{{ }}",
            "[red]markup[/]",
            "[/]",
            "[[",
            "]]",
            "[link=https://x]y[/]",
            "${{ secrets.GH_TOKEN }}",
            "${{ github.token }}",
            "<%= x %>",
            "{% x %}",
            "#{x}",
            "$x$",
            "\\u001b[31m",
            // workflow commands
            "::set-output name=a::b",
            "::error::x",
            "::add-mask::x",
            "::stop-commands::x",
            "##[error]x",
            "##[set-env name=PATH]x",
            "##vso[task.setvariable]x",
            "issue_number=1\nissue_title=x",
            "EOF",
            "ghadelimiter_x",
            // GitHub
            "@team",
            "@octocat please",
            "Closes #1",
            "fixes acme/shop#2",
            "resolves https://github.com/acme/shop/issues/3",
            "GH-4",
            "#5",
            "co-authored-by: x <x@y>",
            "Signed-off-by: x <x@y>",
            "OneShot-Id: zzzzzz",
            "[skip ci]",
            "/approve",
            "!12",
            // Markdown and HTML
            "```",
            "````",
            "~~~",
            "```text\n```",
            "```\n\n@team\n```",
            "\n```\n# out\n```\n",
            "    indented",
            "> quote",
            "# heading",
            "- [ ] task",
            "| a | b |\n|---|---|",
            "<!-- oneshot {\"id\":\"zzzzzz\"} -->",
            "<!-- hidden -->",
            "-->",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "</details>",
            "<details>",
            "<b>bold</b>",
            "&lt;&amp;&#x41;",
            "![x](https://x/y.png)",
            "[x](javascript:alert(1))",
            "https://example.com",
            "***",
            "___",
            "\\*",
            "[^1]: x",
            "`` ` ``",
            // data formats
            "\"quoted\"",
            "'single'",
            "{\"a\": [1]}",
            "a: b\n- c",
            "%YAML 1.2\n---",
            "key=value",
            "<?xml version=\"1.0\"?>",
            "a,b;c\td",
            "null",
            "true",
            "0x1F",
            "1e309",
            "-01-15-1430",
            "work",
            "123456",
            // Unicode
            "bidi \u202Ertl\u202C end",
            "\u2066isolate\u2069",
            "\u200Fmark",
            "zero\u200Bwidth",
            "joiner \u200D",
            "\u00ADsoft",
            "line\u2028separator",
            "para\u2029graph",
            "emoji 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "flags 🇩🇪🇯🇵",
            "日本語の説明",
            "中文描述",
            "한국어",
            "العربية",
            "עברית",
            "Ελληνικά",
            "кириллица",
            "हिन्दी",
            "ﬁ ligature ⅷ",
            "Z̸̢̛a̷l̵g̶o̸",
            "e\u0301 and é",
            "ＦＵＬＬ",
            "𝔣𝔯𝔞𝔨𝔱𝔲𝔯",
            "\u00A0nbsp",
            "ß İ ı ſ",
            "�",
            "\uE000private",
            "tag \U000E0041",
        ];
        foreach (var piece in pieces)
            yield return piece;
        foreach (var some in pieces.Chunk(5))
            yield return $"Fix it: {string.Join(" ", some)}\n\nand {string.Join("\n", some)} again";

        yield return new string('`', 300) + "\nafter a wall of ticks";
        yield return string.Concat(Enumerable.Repeat("`~", 20_000));
        yield return "a" + new string('\u0301', 3000);
        yield return string.Join('\n', Enumerable.Range(1, 5000).Select(i => $"line {i}"));
        yield return new string('x', 70_000);
        yield return string.Concat(Enumerable.Repeat("👍", 30_001));
        yield return new StringBuilder("limit ").Append('y', (256 * 1024) - 6).ToString();
        yield return "\r\nWindows\r\nlines\r\n\r\n";
        yield return "trailing   \t\n\n\n";
        yield return "\uFEFFwith a mark";
    }
}
