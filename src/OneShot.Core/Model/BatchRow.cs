namespace OneShot.Core.Model;

/// <summary>An entry of a file of prompts, as it stands there.</summary>
/// <param name="Line">The line where it begins.</param>
/// <param name="Values">Its keys, as written, and their texts.</param>
internal sealed record BatchRow(int Line, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>An entry that is nothing but a prompt.</summary>
    /// <param name="line">The line where it begins.</param>
    /// <param name="prompt">The prompt.</param>
    /// <returns>The entry.</returns>
    public static BatchRow Of(int line, string prompt) => new(line, [new("prompt", prompt)]);
}
