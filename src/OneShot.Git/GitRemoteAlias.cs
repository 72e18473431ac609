using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// A remote that exists for one command only. Unlike the user's own it has no tracking refs that a push would move,
/// and unlike a bare address on the command line it shows a password in it to nobody.
/// </summary>
internal static class GitRemoteAlias
{
    public const string Name = "oneshot-address";

    /// <summary>For where a remote is pushed to, which git rewrites as it does for the remote itself.</summary>
    public static IReadOnlyList<(string Key, string Value)> For(Remote remote) =>
        remote.IsPushUrl
            ? [($"remote.{Name}.url", remote.PushAddress), ($"remote.{Name}.pushurl", remote.PushAddress)]
            : [($"remote.{Name}.url", remote.PushAddress)];

    /// <summary>
    /// For an address that git has rewritten already, and must not
    /// rewrite again: it becomes the rewriting of a name nobody else has.
    /// </summary>
    public static IReadOnlyList<(string Key, string Value)> ForRewritten(string address) =>
        [($"remote.{Name}.url", Name + ":"), ($"url.{address}.insteadOf", Name + ":")];
}
