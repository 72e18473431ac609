using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OneShot.Core.Secrets;

/// <summary>
/// Secrets that are known by value: an agent's keys, what its log-in's files hold. They are in memory only, and nothing
/// writes them anywhere.
/// </summary>
internal sealed class KnownSecrets
{
    /// <summary>What a finding of one is called.</summary>
    public const string Kind = "a secret of the agent's session";

    /// <summary>A shorter one would tear other words apart.</summary>
    public const int Least = 8;

    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly string[] _found;
    private readonly string[] _masked;

    /// <summary>Knows secrets.</summary>
    /// <param name="values">Their values; what is shorter than 8 characters is none.</param>
    /// <param name="words">What may be secret and may be a word of any file: it is taken out of texts, and is no
    /// finding.</param>
    public KnownSecrets(IEnumerable<string> values, IEnumerable<string>? words = null)
    {
        string[] all = [.. values];
        _found = [.. Spelled(all)];
        _masked = [.. Spelled(all.SelectMany(WithLines).Concat(words ?? []))];
    }

    /// <summary>None.</summary>
    public static KnownSecrets None { get; } = new([]);

    /// <summary>Finds them in a file, whatever it is: as UTF-8, and as UTF-16 of both orders.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <returns>Those that are in it.</returns>
    public IReadOnlyList<FoundSecret> Find(ReadOnlySpan<byte> content)
    {
        var found = new List<FoundSecret>();
        foreach (var value in _found)
        {
            var isIn = false;
            foreach (var encoding in Encodings)
                isIn |= content.IndexOf(encoding.GetBytes(value)) >= 0;
            if (isIn)
                found.Add(new FoundSecret(Kind, value));
        }

        return found;
    }

    /// <summary>Finds them in a text, such as a name or a message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Those that are in it.</returns>
    public IReadOnlyList<FoundSecret> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = _found.Where(value => text.Contains(value, StringComparison.Ordinal));
        return [.. found.Select(value => new FoundSecret(Kind, value))];
    }

    /// <summary>Takes them out of a text, and what looks like another secret.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text, each secret replaced by three asterisks.</returns>
    public string Without(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var value in _masked)
            text = text.Replace(value, SecretRules.Mask, StringComparison.Ordinal);
        return SecretRules.Without(text);
    }

    /// <summary>What may be printed of them.</summary>
    /// <returns>Nothing of their values.</returns>
    public override string ToString() => nameof(KnownSecrets);

    // What is told is told by lines: each of one that has several, such as a private key.
    private static IEnumerable<string> WithLines(string value) =>
        value
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Prepend(value);

    // Also as JSON and addresses spell them. The longest first, so that one inside of another leaves nothing of it.
    private static IEnumerable<string> Spelled(IEnumerable<string> values) =>
        values
            .Where(value => value.Length >= Least)
            .SelectMany(Spelled)
            .Distinct()
            .OrderByDescending(value => value.Length)
            .ThenBy(value => value, StringComparer.Ordinal);

    private static string[] Spelled(string value) =>
        [
            value,
            JsonEncodedText.Encode(value).ToString(),
            JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            value.Replace("/", "\\/", StringComparison.Ordinal),
            Uri.EscapeDataString(value),
        ];
}
