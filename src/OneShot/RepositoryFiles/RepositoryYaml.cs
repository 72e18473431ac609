using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Options;
using OneShot.Core.Ports;
using OneShot.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OneShot.RepositoryFiles;

/// <summary>Reads <c>.oneshot/oneshot.yaml</c> with YamlDotNet, event by event: texts and lists of texts only, so that no file is larger than it looks and everything knows its line.</summary>
internal sealed class RepositoryYaml : IRepositoryFileFormat
{
    private const int Limit = 64 * 1024;

    public IReadOnlyList<RepositoryRow> Read(string path, string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > Limit)
            throw OneShotErrors.RepositoryFileWrong(path, 1, "it is larger than 64 KiB.");
        var parser = new Parser(new StringReader(text));
        try
        {
            return Rows(path, parser);
        }
        catch (YamlException exception)
        {
            throw OneShotErrors.RepositoryFileWrong(
                path,
                (int)exception.Start.Line,
                $"it is no YAML: {SafeText.Line(exception.InnerException?.Message ?? exception.Message).TrimEnd('.')}."
            );
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3: an end before a document has begun, a tag without a name.
            throw Wrong(path, parser.Current, "it is no YAML.");
        }
    }

    private static List<RepositoryRow> Rows(string path, Parser parser)
    {
        var rows = new List<RepositoryRow>();
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return rows;
        if (!parser.TryConsume<MappingStart>(out var begin))
            throw Wrong(path, parser.Current, "it has to be keys and values.");
        RequirePlain(path, begin);
        while (!parser.TryConsume<MappingEnd>(out _))
            rows.Add(Row(path, parser));
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _)
            ? rows
            : throw Wrong(path, parser.Current, "there is a second document.");
    }

    private static RepositoryRow Row(string path, Parser parser)
    {
        var (line, name) = Text(path, parser, "a key has to be a text.");
        if (!parser.TryConsume<SequenceStart>(out var begin))
            return new RepositoryRow(
                line,
                name,
                IsList: false,
                [Text(path, parser, $"'{SafeText.Cut(SafeText.Line(name), 60)}' has to be a text or a list of texts.")]
            );
        RequirePlain(path, begin);
        var texts = new List<(int, string)>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            texts.Add(Text(path, parser, "a list holds texts only."));
        return new RepositoryRow(line, name, IsList: true, texts);
    }

    private static (int Line, string Text) Text(string path, Parser parser, string otherwise)
    {
        if (!parser.TryConsume<Scalar>(out var scalar))
            throw Wrong(path, parser.Current, otherwise);
        RequirePlain(path, scalar);
        return ((int)scalar.Start.Line, scalar.Value);
    }

    private static void RequirePlain(string path, NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            throw Wrong(path, node, "anchors are not used here.");
        if (!node.Tag.IsEmpty)
            throw Wrong(path, node, "tags are not used here.");
    }

    private static OneShotException Wrong(string path, ParsingEvent? place, string reason) =>
        OneShotErrors.RepositoryFileWrong(
            path,
            (int)(place?.Start.Line ?? 1),
            place is AnchorAlias ? "aliases are not used here." : reason
        );
}
