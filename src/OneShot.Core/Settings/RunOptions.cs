using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.Core.Settings;

/// <summary>
/// What travels to the workflow beside its other inputs, as one JSON document:
/// <c>{"format":1,"sandbox":"required"}</c>. Its keys are arguments, its values what stands behind their equals sign.
/// </summary>
/// <param name="Values">Arguments and their values, in the document's order.</param>
internal sealed record RunOptions(IReadOnlyList<KeyValuePair<Argument, string>> Values)
{
    /// <summary>The format that is written and read.</summary>
    public const int Format = 1;

    private const int Limit = 16 * 1024;
    private const string FormatKey = "format";

    private static readonly Argument[] Travelling = [.. Arguments.All.Where(argument => argument.Travel is not null)];

    /// <summary>Writes the document for what was asked; <see langword="null"/> when nothing of it was.</summary>
    public static string? Of(OneShotSettings settings)
    {
        var values = Travelling
            .Select(argument => (argument.Name, Value: argument.Travel!.Value(settings)))
            .Where(pair => !string.IsNullOrEmpty(pair.Value))
            .ToArray();
        if (values.Length == 0)
            return null;
        using var memory = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                memory,
                new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            json.WriteStartObject();
            json.WriteNumber(FormatKey, Format);
            foreach (var (name, value) in values)
                json.WriteString(name, value);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(memory.ToArray());
    }

    /// <summary>
    /// Reads a document, strictly: what is not known is not skipped, because it may be what keeps an agent in.
    /// </summary>
    /// <exception cref="OneShotException">OS2080 to OS2082.</exception>
    public static RunOptions Read(string text)
    {
        if (text.Length > Limit)
            throw OneShotErrors.OptionsUnreadable($"they have more than {Limit} characters.");
        try
        {
            using var json = JsonDocument.Parse(
                text,
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 2 }
            );
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw OneShotErrors.OptionsUnreadable("they are no JSON object.");
            RequireFormat(json.RootElement);
            return new RunOptions([
                .. json.RootElement.EnumerateObject().Where(property => property.Name != FormatKey).Select(Value),
            ]);
        }
        catch (JsonException exception)
        {
            throw OneShotErrors.OptionsUnreadable(SafeText.Line(exception.Message));
        }
    }

    /// <summary>Lays the options under settings: a nearer value holds only where it is no looser.</summary>
    /// <param name="settings">What a task's own arguments and environment say.</param>
    /// <returns>The names of the arguments that the options hold against a looser value.</returns>
    public IReadOnlyList<string> LayUnder(OneShotSettings settings)
    {
        var held = new List<string>();
        foreach (var (argument, value) in Values)
        {
            var nearer = argument.Travel!.Value(settings);
            var keeps = nearer is not null && argument.Travel.Keeps(value, nearer);
            if (nearer is not null && !keeps)
                held.Add(argument.Name);
            if (nearer is not null && argument.Travel.Both is { } both)
                argument.Set(settings, both(value, nearer));
            else if (!keeps)
                argument.Set(settings, value);
        }

        return held;
    }

    private static void RequireFormat(JsonElement document)
    {
        if (!document.TryGetProperty(FormatKey, out var format) || format.ValueKind != JsonValueKind.Number)
            throw OneShotErrors.OptionsUnreadable($"the number '{FormatKey}' is missing.");
        if (!format.TryGetInt32(out var number) || number < Format)
            throw OneShotErrors.OptionsUnreadable($"{format.GetRawText()} is no format.");
        if (number > Format)
            throw OneShotErrors.OptionsNewer(number.ToString(CultureInfo.InvariantCulture), Format);
    }

    private static KeyValuePair<Argument, string> Value(JsonProperty property)
    {
        var name = SafeText.Excerpt(property.Name, 60);
        var argument =
            Travelling.FirstOrDefault(known => known.Name == property.Name)
            ?? throw OneShotErrors.OptionUnknown(
                name,
                Nearest(property.Name),
                string.Join(", ", Travelling.Select(known => known.Name))
            );
        if (property.Value.ValueKind != JsonValueKind.String)
            throw OneShotErrors.OptionsUnreadable($"'{name}' has to be a text.");
        var value = property.Value.GetString()!;
        try
        {
            return new(argument, argument.Canonical(value));
        }
        catch (OneShotException exception)
        {
            throw OneShotErrors.OptionsUnreadable($"{exception.Error.Message} {exception.Error.Next}");
        }
    }

    private static string Nearest(string name) => EditDistance.Nearest(name, Travelling.Select(known => known.Name));
}
