using OneShot.Core.Batch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;
using OneShot.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OneShot.Batches;

/// <summary>
/// Reads a YAML list of mappings and texts with YamlDotNet, event by event: nothing is nested, nothing
/// refers to something else, so that no file can be larger than it looks, and every entry knows its line.
/// </summary>
internal sealed class YamlList
{
    private readonly string _path;
    private readonly Parser _parser;
    private readonly YamlTexts _texts;
    private readonly int _most;

    private YamlList(string path, string text, int most)
    {
        OneShotException Wrong(int line, string reason, string? instead) =>
            instead is null
                ? OneShotErrors.PromptsEntryWrong(path, line, reason)
                : OneShotErrors.PromptsTextUnclear(path, line, reason, instead);

        var lines = YamlTexts.Lines(text, Wrong);
        (_path, _parser, _texts, _most) = (
            path,
            new Parser(new StringReader(lines)),
            new YamlTexts(lines, Wrong),
            most
        );
    }

    public static IReadOnlyList<BatchRow> Read(string path, string text, int most)
    {
        var list = new YamlList(path, text, most);
        try
        {
            return list.Rows();
        }
        catch (YamlException exception)
        {
            throw OneShotErrors.PromptsEntryWrong(
                path,
                (int)exception.Start.Line,
                $"it is no YAML: {SafeText.Line(exception.InnerException?.Message ?? exception.Message).TrimEnd('.')}."
            );
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
        if (!_parser.TryConsume<DocumentStart>(out _))
            return rows;
        if (_parser.TryConsume<Scalar>(out var only) && only is { Style: ScalarStyle.Plain, Value.Length: 0 })
            return rows;
        if (only is not null || !_parser.TryConsume<SequenceStart>(out _))
            throw Wrong(only ?? _parser.Current, "a list of prompts begins with a dash.");
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            rows.Add(Row());
            if (rows.Count > _most)
                return rows;
        }

        _parser.Consume<DocumentEnd>();
        return _parser.Accept<StreamEnd>(out _) ? rows : throw Wrong(_parser.Current, "there is a second document.");
    }

    private BatchRow Row()
    {
        if (_parser.TryConsume<Scalar>(out var prompt))
            return BatchRow.Of((int)prompt.Start.Line, _texts.Read(prompt));
        if (!_parser.TryConsume<MappingStart>(out var begin))
            throw Wrong(_parser.Current, "it is neither a mapping nor a text.");
        _texts.RequireBare(begin);
        var values = new List<KeyValuePair<string, string>>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = _parser.TryConsume<Scalar>(out var name)
                ? name.Value
                : throw Wrong(_parser.Current, "a key has to be a text.");
            if (!_parser.TryConsume<Scalar>(out var value))
                throw Wrong(_parser.Current, $"'{SafeText.Line(key)}' has to be a text.");
            _texts.RequireBare(name);
            values.Add(new(key, _texts.Read(value, BatchKeys.TakesNumber(key))));
        }

        return new BatchRow((int)begin.Start.Line, values);
    }

    private OneShotException Wrong(ParsingEvent? place, string reason) =>
        OneShotErrors.PromptsEntryWrong(
            _path,
            (int)(place?.Start.Line ?? 1),
            place is AnchorAlias ? "aliases are not used here." : reason
        );
}
