namespace OneShot.Core.Model;

/// <summary>
/// The ref that says where the one-shot of an idempotency key began; pushed with its branch, only if absent.
/// </summary>
internal static class KeyRef
{
    /// <summary>What all of them are under. A ref of this very name would keep them out.</summary>
    public const string Folder = RefName.Keys;

    /// <summary>The ref of a one-shot.</summary>
    /// <param name="id">The one-shot.</param>
    public static string Of(string id) => $"{Folder}/{id}";
}
