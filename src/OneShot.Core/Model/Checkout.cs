namespace OneShot.Core.Model;

/// <summary>A commit, checked out in a folder of its own; disposing removes it.</summary>
/// <param name="folder">The top of the checkout.</param>
/// <param name="scratch">The folder around it.</param>
/// <param name="remove">Removes both.</param>
internal sealed class Checkout(string folder, string scratch, Action remove) : IDisposable
{
    private Action? _remove = remove;

    /// <summary>The top of the checkout.</summary>
    public string Folder => folder;

    /// <summary>The folder around it, which nobody else can look into.</summary>
    public string Scratch => scratch;

    /// <summary>Folders outside that its repository reads objects from.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>The name of what was checked out, as a commit's files tell it, where that was asked for.</summary>
    public string? Content { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _remove, null)?.Invoke();
}
