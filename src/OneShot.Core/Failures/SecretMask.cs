using OneShot.Core.Secrets;

namespace OneShot.Core.Failures;

/// <summary>
/// Takes out of a tool's output what looks like a secret: the prompt is committed and published.
/// </summary>
/// <param name="known">Secrets of this machine that are known by value.</param>
internal sealed class SecretMask(IReadOnlyCollection<string> known)
{
    private readonly KnownSecrets? _known = known.Count == 0 ? null : new KnownSecrets(known);

    public string Of(string text) => Redaction.OfPublished(_known?.Without(text) ?? text);
}
