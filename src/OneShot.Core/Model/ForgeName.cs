namespace OneShot.Core.Model;

/// <summary>
/// The name of a forge, as it is kept with a one-shot: host, owner and repository of one elsewhere, such as
/// <c>github.com/acme/shop</c>; one word of a forge on this machine, which is nowhere else.
/// </summary>
internal static class ForgeName
{
    /// <summary>Whether a forge is on this machine.</summary>
    /// <param name="name">Its name; <see langword="null"/> when nobody kept it.</param>
    /// <returns><see langword="true"/> when it is.</returns>
    public static bool IsHere(string? name) => name is not null && !name.Contains('/', StringComparison.Ordinal);

    /// <summary>The repository on a forge elsewhere.</summary>
    /// <param name="name">The forge's name.</param>
    /// <returns>Owner and name; <see langword="null"/> on this machine.</returns>
    public static string? RepositoryOf(string? name) =>
        name?.Split('/') is [_, .., var owner, var repository] ? $"{owner}/{repository}" : null;
}
