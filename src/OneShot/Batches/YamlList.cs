using OneShot.Core.Batches;
using OneShot.Core.Errors;
using OneShot.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OneShot.Batches;

/// <summary>
/// Reads a YAML list of mappings and texts with YamlDotNet, event by event: nothing is nested, nothing refers to something else, so that no file can be
/// larger than it looks, and every entry knows its line.
/// </summary>
internal sealed class YamlList
{
    private readonly string _path;
    private readonly Parser _parser;
    private readonly int _most;

    private YamlList(string path, string text, int most) => (_path, _parser, _most) = (path, new Parser(new StringReader(text)), most);

    public static IReadOnlyList<BatchRow> Read(string path, string text, int most)
    {
        var list = new YamlList(path, text, most);
        try
        {
            return list.Rows();
        }
        catch (YamlException exception)
        {
            throw OneShotErrors.PromptsEntryWrong(path, (int)exception.Start.Line, $"it is no YAML: {SafeText.Line(exception.InnerException?.Message ?? exception.Message).TrimEnd('.')}.");
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet 16.3: an end before a document has begun, a tag without a name.
            throw list.Wrong(list._parser.Current, "it is no YAML.");
        }
    }

    private List<BatchRow> Rows()
    {
        var rows = new List<BatchRow>();
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _)) return rows;
        if (_parser.TryConsume<Scalar>(out var only) && IsNothing(only)) return rows;
        if (only is not null || !_parser.TryConsume<SequenceStart>(out _)) throw Wrong(only ?? _parser.Current, "a list of prompts begins with a dash.");
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            rows.Add(Row());
            if (rows.Count > _most) return rows;
        }

        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out _) ? rows : throw Wrong(_parser.Current, "there is a second document.");
    }

    private BatchRow Row()
    {
        if (_parser.TryConsume<Scalar>(out var prompt)) return BatchRow.Of((int)prompt.Start.Line, Text(prompt));
        if (!_parser.TryConsume<MappingStart>(out var begin)) throw Wrong(_parser.Current, "it is neither a mapping nor a text.");
        var values = new List<KeyValuePair<string, string>>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<Scalar>(out var name) ? Text(name) : throw Wrong(_parser.Current, "a key has to be a text.");
            if (!_parser.TryConsume<Scalar>(out var value)) throw Wrong(_parser.Current, $"'{SafeText.Line(key)}' has to be a text.");
            if (!IsNothing(value)) values.Add(new(key, Text(value)));
        }

        return new BatchRow((int)begin.Start.Line, values);
    }

    private string Text(Scalar scalar) => scalar.Anchor.IsEmpty ? scalar.Value : throw Wrong(scalar, "anchors are not used here.");

    private static bool IsNothing(Scalar scalar) => scalar is { IsPlainImplicit: true, Value: "" or "~" or "null" };

    private OneShotException Wrong(ParsingEvent? place, string reason)
        => OneShotErrors.PromptsEntryWrong(_path, (int)(place?.Start.Line ?? 1), place is AnchorAlias ? "aliases are not used here." : reason);
}
