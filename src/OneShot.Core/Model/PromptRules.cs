using System.Globalization;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>Turns what was given into a <see cref="Prompt"/>, or says why it is none.</summary>
internal static class PromptRules
{
    /// <summary>The most bytes a prompt may have.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>The most bytes an argument or a variable may have: the Linux kernel's limit (MAX_ARG_STRLEN).</summary>
    public const int ArgumentLimit = 128 * 1024;

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Checks bytes of a file or of standard input.</summary>
    /// <param name="bytes">The bytes, as read.</param>
    /// <param name="source">Where they came from.</param>
    /// <param name="name">How to call that place in an error.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="OneShotException">OS2002, OS2004, OS2005 or OS2006.</exception>
    public static Prompt FromBytes(ReadOnlySpan<byte> bytes, PromptSource source, string name)
    {
        if (bytes.Length > Limit)
            throw OneShotErrors.PromptTooLong(name, Limit);
        try
        {
            return FromText(Strict.GetString(bytes), source, name);
        }
        catch (DecoderFallbackException exception)
        {
            throw OneShotErrors.PromptNotUtf8(name, Math.Max(0, exception.Index));
        }
    }

    /// <summary>Checks text of an argument, a variable, or code.</summary>
    /// <param name="text">The text, as given.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="name">How to call that place in an error.</param>
    /// <returns>The prompt.</returns>
    /// <exception cref="OneShotException">OS2002, OS2004, OS2005 or OS2006.</exception>
    public static Prompt FromText(string text, PromptSource source, string name)
    {
        var limit = source switch
        {
            PromptSource.Argument or PromptSource.Environment => ArgumentLimit,
            PromptSource.Journal => Limit + 1, // with the newline that was added
            _ => Limit,
        };
        if (Encoding.UTF8.GetByteCount(text) > limit)
            throw OneShotErrors.PromptTooLong(name, limit);
        RefuseBrokenText(text, source, name);

        var normal = text.TrimStart('\uFEFF')
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .TrimEnd('\n');
        RefuseControlCharacters(normal, name);
        if (Blank.Is(normal))
            throw OneShotErrors.PromptBlank(name);
        return new Prompt(normal + "\n", source);
    }

    // What the system hands over as an argument or a variable was
    // decoded already: bytes that are no UTF-8 have become U+FFFD.
    private static void RefuseBrokenText(string text, PromptSource source, string name)
    {
        var decoded = source is PromptSource.Argument or PromptSource.Environment;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || (decoded && text[i] == '\uFFFD'))
                throw OneShotErrors.PromptNotUtf8(name, Encoding.UTF8.GetByteCount(text.AsSpan(0, i)));
        }
    }

    private static void RefuseControlCharacters(string text, string name)
    {
        var line = 1;
        foreach (var c in text)
        {
            if (c == '\n')
                line++;
            else if (char.IsControl(c) && c != '\t')
                throw OneShotErrors.PromptControlCharacter(
                    name,
                    "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
                    line
                );
        }
    }
}
