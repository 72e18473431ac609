namespace OneShot.Git;

/// <summary>
/// A remote that exists for one command only. Unlike the user's own it has no tracking refs that a push would move,
/// and unlike a bare address on the command line it shows a password in it to nobody.
/// </summary>
internal static class GitRemoteAlias
{
    public const string Name = "oneshot-address";

    public static IReadOnlyList<(string Key, string Value)> For(string address) => [($"remote.{Name}.url", address)];

    /// <summary>For an address that git has rewritten already, and must not rewrite again: it becomes the rewriting of a name nobody else has.</summary>
    public static IReadOnlyList<(string Key, string Value)> ForRewritten(string address) => [($"remote.{Name}.url", Name + ":"), ($"url.{address}.insteadOf", Name + ":")];
}
