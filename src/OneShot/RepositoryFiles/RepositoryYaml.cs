using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Core.Text;
using OneShot.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OneShot.RepositoryFiles;

/// <summary>
/// Reads <c>.oneshot/oneshot.yaml</c> with YamlDotNet, event by event: texts and lists
/// of texts only, so that no file is larger than it looks and everything knows its line.
/// </summary>
internal sealed class RepositoryYaml : IRepositoryFileFormat
{
    private const int Limit = 64 * 1024;

    public IReadOnlyList<RepositoryRow> Read(string path, string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > Limit)
            throw OneShotErrors.RepositoryFileWrong(path, 1, "it is larger than 64 KiB.");
        OneShotException Unclear(int line, string reason, string? instead) =>
            OneShotErrors.RepositoryFileWrong(path, line, instead is null ? reason : $"{reason} Write {instead}.");

        var lines = YamlTexts.Lines(text, Unclear);
        var texts = new YamlTexts(lines, Unclear) { TakesComments = true };
        var parser = new Parser(new StringReader(lines));
        try
        {
            return Rows(path, parser, texts);
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

    private static List<RepositoryRow> Rows(string path, Parser parser, YamlTexts texts)
    {
        var rows = new List<RepositoryRow>();
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
            return rows;
        if (!parser.TryConsume<MappingStart>(out var begin))
            throw Wrong(path, parser.Current, "it has to be keys and values.");
        texts.RequireBare(begin);
        while (!parser.TryConsume<MappingEnd>(out _))
            rows.Add(Row(path, parser, texts));
        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _)
            ? rows
            : throw Wrong(path, parser.Current, "there is a second document.");
    }

    private static RepositoryRow Row(string path, Parser parser, YamlTexts texts)
    {
        var key = Scalar(path, parser, "a key has to be a text.");
        texts.RequireBare(key);
        var (line, name) = ((int)key.Start.Line, key.Value);
        var shown = SafeText.Excerpt(name, 60);
        if (!parser.TryConsume<SequenceStart>(out var begin))
        {
            var only = Scalar(path, parser, $"'{shown}' has to be a text or a list of texts.");
            var mayBeNumber = name is RepositoryKeys.Version or RepositoryKeys.Needs;
            return new RepositoryRow(
                line,
                name,
                IsList: false,
                [((int)only.Start.Line, texts.Read(only, mayBeNumber))]
            );
        }

        texts.RequireBare(begin);
        var all = new List<(int, string)>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            var one = Scalar(path, parser, "a list holds texts only.");
            all.Add(((int)one.Start.Line, texts.Read(one)));
        }

        return new RepositoryRow(line, name, IsList: true, all);
    }

    private static Scalar Scalar(string path, Parser parser, string otherwise) =>
        parser.TryConsume<Scalar>(out var scalar) ? scalar : throw Wrong(path, parser.Current, otherwise);

    private static OneShotException Wrong(string path, ParsingEvent? place, string reason) =>
        OneShotErrors.RepositoryFileWrong(
            path,
            (int)(place?.Start.Line ?? 1),
            place is AnchorAlias ? "aliases are not used here." : reason
        );
}
