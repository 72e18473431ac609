using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OneShot.Agents.Sessions;

/// <summary>
/// Makes what a session holds in place of a key: as long as it, and of its look, because some programs check that.
/// </summary>
internal static partial class StandIn
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A shorter one would be found in other texts by chance.</summary>
    public const int Least = 16;

    /// <summary>Whether a key can have one.</summary>
    public static bool IsPossible(string key) =>
        key.Length - Look().Match(key).Length >= Least && key.All(c => c is > ' ' and < '\u007f');

    /// <summary>Makes one.</summary>
    public static string Of(string key)
    {
        var look = Look().Match(key).Value;
        return look + RandomNumberGenerator.GetString(Letters, key.Length - look.Length);
    }

    // The beginnings of well-known keys; of a token in three parts its
    // readable two, which programs look into and which are no secret.
    [GeneratedRegex(
        @"^(?:sk-ant-[a-z]+[0-9]*-|sk-(?:proj-|svcacct-|or-v1-|test-)?|AIza|ya29\.|github_pat_|gh[opusr]_|eyJ[\w-]+\.eyJ[\w-]+\.)?",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Look();
}
