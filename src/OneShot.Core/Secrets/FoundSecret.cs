namespace OneShot.Core.Secrets;

/// <summary>Something that looks like a secret, or is one that is known.</summary>
/// <param name="Kind">What it is, such as <c>a GitHub token</c>.</param>
/// <param name="Value">The secret. It is never to be printed: what people are told is its kind.</param>
internal sealed record FoundSecret(string Kind, string Value)
{
    /// <summary>What may be printed of it.</summary>
    /// <returns>The kind.</returns>
    public override string ToString() => Kind;
}
