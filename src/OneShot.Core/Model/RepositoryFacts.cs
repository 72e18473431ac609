namespace OneShot.Core.Model;

/// <summary>What a forge tells about a repository, and about the token it was asked with.</summary>
/// <param name="IsArchived">Whether it takes no changes any more.</param>
/// <param name="IsPrivate">Whether only some may see it.</param>
/// <param name="MayPush">Whether the token's user may push; <see langword="null"/> when it is not told.</param>
/// <param name="Scopes">The scopes of a classic token; <see langword="null"/>
/// for a token of another kind, whose permissions no server tells.</param>
/// <param name="ServerVersion">The version of a GitHub Enterprise
/// Server; <see langword="null"/> where the server is none.</param>
internal sealed record RepositoryFacts(
    bool IsArchived,
    bool IsPrivate,
    bool? MayPush,
    IReadOnlyList<string>? Scopes,
    string? ServerVersion
);
