using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using CsCheck;

namespace OneShot.EndToEnd.Tests.Prompts;

/// <summary>Any bytes that somebody could give as a prompt, and the rules for a prompt stated a second time.</summary>
internal static partial class AnyPrompt
{
    private static readonly string[] Pieces =
    [
        "'",
        "\"",
        "''",
        "\"\"",
        "\\",
        "\\\\",
        "\\n",
        "\\\"",
        "$",
        "$x",
        "${HOME}",
        "$(HOME)",
        "$(id)",
        "`id`",
        "`",
        "%",
        "%41",
        "%3B",
        "%%",
        "%PATH%",
        ";",
        ",",
        "@",
        "@(Compile)",
        "@file",
        "!",
        "!!",
        "^",
        "&",
        "&&",
        "|",
        "<",
        ">",
        "*",
        "?",
        "~",
        "#",
        " #",
        "# ",
        ":",
        ": ",
        "- ",
        "-",
        "--",
        "--prompt=x",
        "--preview",
        "/p:x=y",
        "-p:x",
        "=",
        "a=b",
        "{",
        "}",
        "{}",
        "{0}",
        "{{x}}",
        "[red]",
        "[/]",
        "(",
        ")",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "word",
        "Two words",
        "null",
        "true",
        "7",
        "é",
        "e\u0301",
        "日本",
        "עברית",
        "العربية",
        "\u202Ertl\u202C",
        "\u200B",
        "\u200D",
        "\u00A0",
        "\u2028",
        "\u2029",
        "\u3000",
        "\U0001F600",
        "👩‍👩‍👧",
        "🇩🇪",
        "\U000E0041",
        "\uE000",
        "\uFEFF",
        "..\\x",
        "C:\\a",
        "/",
        "//x",
        "./a/../b",
        "</x>",
        "<!--",
        "]]>",
    ];

    private static readonly Gen<byte[]> Whole = Gen.OneOfConst([.. Pieces.Select(Encoding.UTF8.GetBytes)]);

    private static readonly Gen<byte[]> AnyCharacter = Gen.Int[1, 0x10FFFF]
        .Where(Rune.IsValid)
        .Select(scalar => Encoding.UTF8.GetBytes(new Rune(scalar).ToString()));

    private static readonly Gen<byte[]> Forbidden = Gen.OneOfConst(
        "\0"u8.ToArray(),
        "\a"u8.ToArray(),
        "\b"u8.ToArray(),
        "\u001b[2J"u8.ToArray(),
        "\u007F"u8.ToArray(),
        "\u0085"u8.ToArray(),
        "\u009B"u8.ToArray()
    );

    private static readonly Gen<byte[]> Broken = Gen.OneOfConst<byte[]>(
        [0xFF],
        [0xC3],
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
        [0xE2, 0x82]
    );

    /// <summary>Any bytes, most of them a prompt.</summary>
    public static Gen<byte[]> Bytes { get; } =
        Gen.Frequency((40, Whole), (6, AnyCharacter), (1, Forbidden), (1, Broken))
            .Array[0, 8]
            .Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    /// <summary>What the system can hand over as an argument or a variable: anything without NUL.</summary>
    public static Gen<byte[]> Arguments { get; } = Bytes.Select(bytes => bytes.Where(b => b != 0).ToArray());

    /// <summary>What code can hold.</summary>
    public static Gen<string> Texts { get; } =
        Bytes.Where(bytes => Utf8.IsValid(bytes)).Select(Encoding.UTF8.GetString);

    /// <summary>What a project file of MSBuild's can hold: XML has no word for some characters.</summary>
    public static Gen<string> Properties { get; } =
        Texts.Select(text => string.Concat(text.Where(c => c is not ('\0' or '\uFFFE' or '\uFFFF'))));

    /// <summary>What arrives of what was given: the hash of the bytes, or that it was refused.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="isDecoded">Whether the system decodes it first, so that what is no UTF-8 comes as U+FFFD.</param>
    public static string Outcome(ReadOnlySpan<byte> given, int limit, bool isDecoded)
    {
        if (given.Length > limit || !Utf8.IsValid(given))
            return "refused";
        var text = Marks().Replace(Encoding.UTF8.GetString(given), "");
        text = LastLineEnds().Replace(LineEnd().Replace(text, "\n"), "");
        if (isDecoded && text.Contains('\uFFFD'))
            return "refused";
        if (Shapeless().IsMatch(text) || Control().IsMatch(text))
            return "refused";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + "\n")));
    }

    /// <inheritdoc cref="Outcome(ReadOnlySpan{byte}, int, bool)"/>
    public static string Outcome(string given, int limit, bool isDecoded) =>
        Half().IsMatch(given) ? "refused" : Outcome(Encoding.UTF8.GetBytes(given), limit, isDecoded);

    /// <summary>Text in which every character can be read, as C# writes it.</summary>
    public static string Escaped(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $"\\u{(int)c:X4}"));

    /// <summary>Bytes in which every character can be read, as printf writes them.</summary>
    public static string Escaped(byte[] bytes) =>
        string.Concat(bytes.Select(b => b is > 0x20 and < 0x7F and not 0x5C ? $"{(char)b}" : $"\\x{b:X2}"));

    [GeneratedRegex(@"\A\uFEFF+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\r\n?")]
    private static partial Regex LineEnd();

    [GeneratedRegex(@"\n+\z")]
    private static partial Regex LastLineEnds();

    [GeneratedRegex(@"\A[\s\p{Cf}]*\z")]
    private static partial Regex Shapeless();

    [GeneratedRegex(@"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Half();

    [GeneratedRegex(@"[\p{Cc}-[\t\n]]")]
    private static partial Regex Control();
}
