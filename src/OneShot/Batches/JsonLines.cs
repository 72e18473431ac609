using System.Text.Json;
using OneShot.Core.Batch;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Text;

namespace OneShot.Batches;

/// <summary>Reads JSON lines: an object or a text in each.</summary>
internal static class JsonLines
{
    private static readonly JsonDocumentOptions Flat = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static IReadOnlyList<BatchRow> Read(string path, string text, int most)
    {
        var rows = new List<BatchRow>();
        var number = 0;

        // Not EnumerateLines: U+2028 and its like end no line of JSON, and may stand in its texts.
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            rows.Add(Read(path, number, line.TrimEnd('\r')));
            if (rows.Count > most)
                break;
        }

        return rows;
    }

    private static BatchRow Read(string path, int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Flat);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.String => BatchRow.Of(number, json.RootElement.GetString()!),
                JsonValueKind.Object => new BatchRow(
                    number,
                    [
                        .. json
                            .RootElement.EnumerateObject()
                            .Where(pair => pair.Value.ValueKind != JsonValueKind.Null)
                            .Select(pair => KeyValuePair.Create(pair.Name, Text(path, number, pair))),
                    ]
                ),
                _ => throw OneShotErrors.PromptsEntryWrong(path, number, "it is neither an object nor a text."),
            };
        }
        catch (JsonException exception)
        {
            throw OneShotErrors.PromptsEntryWrong(
                path,
                number,
                $"it is no JSON (character {exception.BytePositionInLine + 1}): "
                    + $"{SafeText.Line(exception.Message.Split(" LineNumber:")[0])}"
            );
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // Half of a pair of surrogates: \ud800.
            throw OneShotErrors.PromptsEntryWrong(path, number, "a text in it is no Unicode.");
        }
    }

    private static string Text(string path, int number, JsonProperty pair) =>
        pair.Value.ValueKind switch
        {
            JsonValueKind.String => pair.Value.GetString()!,
            JsonValueKind.Number when BatchKeys.TakesNumber(pair.Name) => pair.Value.GetRawText(),
            _ => throw OneShotErrors.PromptsEntryWrong(path, number, $"'{SafeText.Line(pair.Name)}' has to be a text."),
        };
}
