namespace OneShot.Git;

/// <summary>
/// A remote that exists for one command only. Unlike the user's own it has no tracking refs that a push would move,
/// and unlike a bare address on the command line it shows a password in it to nobody.
/// </summary>
internal static class GitRemoteAlias
{
    public const string Name = "oneshot-address";

    public static IReadOnlyList<(string Key, string Value)> For(string address) => [($"remote.{Name}.url", address)];
}
