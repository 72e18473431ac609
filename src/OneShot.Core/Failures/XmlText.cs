using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OneShot.Core.Failures;

/// <summary>
/// Reads XML as test runners write it: characters that XML forbids, and bytes that are none, don't refuse a file.
/// There are no document types, and nothing outside of the file is read.
/// </summary>
internal static partial class XmlText
{
    private const int HeadBytes = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The encoding that a file's first bytes tell; the file is at its beginning afterwards.</summary>
    public static Encoding EncodingOf(Stream file)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        var count = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        file.Position = 0;
        if (count >= 2 && head[0] == '<' && head[1] == 0)
            return Encoding.Unicode;
        if (count >= 2 && head[0] == 0 && head[1] == '<')
            return Encoding.BigEndianUnicode;
        var declared = Declared().Match(Encoding.ASCII.GetString(head[..count])).Groups["name"].Value;
        return declared.ToUpperInvariant() switch
        {
            "ISO-8859-1" or "WINDOWS-1252" or "LATIN1" => Encoding.Latin1,
            _ => Encoding.UTF8,
        };
    }

    /// <summary>Begins to read, and stands on the root afterwards.</summary>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static XmlReader Open(Stream stream, Encoding encoding)
    {
        var reader = XmlReader.Create(
            new XmlCharacters(new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true)),
            Settings
        );
        reader.MoveToContent();
        return reader;
    }

    /// <summary>
    /// The text inside of the element that is read, up to its limit: it may be larger than all that is wanted of it.
    /// </summary>
    public static string Inside(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return string.Empty;
        var text = new StringBuilder();
        var part = new char[4096];
        var end = reader.Depth;
        while (reader.Read() && reader.Depth > end)
        {
            if (!reader.CanReadValueChunk || !IsText(reader.NodeType))
                continue;
            int count;
            while ((count = reader.ReadValueChunk(part, 0, part.Length)) > 0)
            {
                if (text.Length < FailureLimits.Read)
                    text.Append(part, 0, count);
            }
        }

        return text.ToString();
    }

    private static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    [GeneratedRegex(
        """^(?:\uFEFF|\?{1,3})?<\?xml[^>]{0,100}\sencoding\s?=\s?["'](?<name>[A-Za-z0-9._-]{1,40})["']""",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Declared();
}
