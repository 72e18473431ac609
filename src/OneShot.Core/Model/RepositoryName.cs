namespace OneShot.Core.Model;

/// <summary>Owner and name of a repository on a forge.</summary>
/// <param name="Owner">The user or organisation.</param>
/// <param name="Name">The repository.</param>
internal sealed record RepositoryName(string Owner, string Name)
{
    /// <summary>Reads <c>owner/name</c>.</summary>
    /// <param name="text">The text, checked by the argument that held it.</param>
    /// <returns>The name.</returns>
    public static RepositoryName Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new RepositoryName(text[..slash], text[(slash + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Owner}/{Name}";
}
