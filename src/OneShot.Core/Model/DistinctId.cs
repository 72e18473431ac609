using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// The name of a one-shot in every artefact: 6 characters base36, the
/// first a letter so that nothing on the way takes it for a number.
/// </summary>
internal sealed partial record DistinctId
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyz0123456789";

    private DistinctId(string value) => Value = value;

    /// <summary>The six characters.</summary>
    public string Value { get; }

    /// <summary>Draws an id at random.</summary>
    /// <returns>One of 26 × 36⁵ (1.57 × 10⁹) ids.</returns>
    public static DistinctId Draw() => From(RandomNumberGenerator.GetBytes(16));

    /// <summary>Makes the id of an idempotency key: the same on every machine.</summary>
    /// <param name="repository">What tells this repository from others, such as
    /// <c>github.com/acme/shop</c>; upper and lower case are the same.</param>
    /// <param name="key">The key.</param>
    /// <returns>The id.</returns>
    public static DistinctId FromKey(string repository, string key) =>
        From(Sha256Hex.BytesOf($"{repository.ToLowerInvariant()}\n{key}"));

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text; upper case is accepted.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DistinctId? id)
    {
        var lower = text?.Trim().ToLowerInvariant() ?? string.Empty;
        id = Shape().IsMatch(lower) ? new DistinctId(lower) : null;
        return id is not null;
    }

    /// <summary>Takes an id that was checked before, such as a journal's.</summary>
    /// <param name="text">The id.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is no id.</exception>
    public static DistinctId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no distinct id.");

    /// <summary>Whether a run's name carries this id, as a word of its own.</summary>
    /// <param name="name">The run's name.</param>
    /// <returns><see langword="true"/> when it does.</returns>
    public bool IsIn(string? name) =>
        name is not null
        && Regex.IsMatch(
            name,
            $"(?<![0-9A-Za-z]){Value}(?![0-9A-Za-z])",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static DistinctId From(byte[] bytes)
    {
        var number = new System.Numerics.BigInteger(bytes, isUnsigned: true);
        var characters = new char[6];
        characters[0] = Digits[(int)(number % 26)];
        number /= 26;
        for (var i = 1; i < characters.Length; i++)
        {
            characters[i] = Digits[(int)(number % 36)];
            number /= 36;
        }

        return new DistinctId(new string(characters));
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]{5}\z", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Shape();
}
