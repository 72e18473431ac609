using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using OneShot.Core.Text;

namespace OneShot.GitHub;

// Each refuses, with the whole answer, what can't be what the field stands for.

/// <summary>A list without holes.</summary>
internal sealed class JsonItems<T> : Collection<T>
    where T : class
{
    protected override void InsertItem(int index, T item) =>
        base.InsertItem(index, item ?? throw new JsonException("it is null"));
}

/// <summary>What names an issue or a pull request.</summary>
internal sealed class NumberConverter : FieldConverter<int>
{
    protected override int? Take(ref Utf8JsonReader reader) =>
        reader.TryGetInt32(out var number) && number > 0 ? number : null;

    protected override string Kind => "a number above 0";
}

/// <summary>What names a comment, a run or a ruleset.</summary>
internal sealed class LongNumberConverter : FieldConverter<long>
{
    protected override long? Take(ref Utf8JsonReader reader) =>
        reader.TryGetInt64(out var number) && number > 0 ? number : null;

    protected override string Kind => "a number above 0";
}

/// <summary>How many there are.</summary>
internal sealed class CountConverter : FieldConverter<int>
{
    protected override int? Take(ref Utf8JsonReader reader) =>
        reader.TryGetInt32(out var number) && number >= 0 ? number : null;

    protected override string Kind => "a number";
}

/// <summary>A word that names something, such as a login, a branch or a state.</summary>
internal sealed class NameConverter : TextConverter
{
    protected override bool Is(string text) =>
        text.Length <= 1_000 && !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    protected override string Kind => "a name";
}

/// <summary>An address that a browser opens.</summary>
internal sealed class WebAddressConverter : TextConverter
{
    protected override bool Is(string text) =>
        text.Length <= 4_000
        && !text.Any(one => char.IsControl(one) || char.IsWhiteSpace(one))
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https" or "http", Host.Length: > 0, UserInfo.Length: 0 };

    protected override string Kind => "the address of a page";
}

/// <summary>An object's id in git: SHA-1 or SHA-256.</summary>
internal sealed class ObjectIdConverter : TextConverter
{
    protected override bool Is(string text) => CommitName.IsWhole(text);

    protected override string Kind => "an object's id";
}

internal abstract class FieldConverter<T> : JsonConverter<T>
    where T : struct
{
    /// <summary>What it would have to be, for people.</summary>
    protected abstract string Kind { get; }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.Number ? Take(ref reader) : null)
        ?? throw new JsonException($"it is not {Kind}");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    protected abstract T? Take(ref Utf8JsonReader reader);
}

internal abstract class TextConverter : JsonConverter<string>
{
    /// <summary>What it would have to be, for people.</summary>
    protected abstract string Kind { get; }

    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Text(ref reader) is { } text && Is(text)
            ? text
            : throw new JsonException($"it is not {Kind}");

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    protected abstract bool Is(string text);

    // Half of a surrogate pair is valid JSON, and no text.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
