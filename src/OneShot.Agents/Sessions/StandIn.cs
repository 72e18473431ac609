using System.Security.Cryptography;
using OneShot.Core.Secrets;

namespace OneShot.Agents.Sessions;

/// <summary>
/// Makes what a session holds in place of a key: as long as it, and of its look, because some programs check that.
/// </summary>
internal static class StandIn
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A shorter one would be found in other texts by chance.</summary>
    public const int Least = 16;

    /// <summary>Whether a key can have one.</summary>
    public static bool IsPossible(string key) =>
        key.Length - KeyBeginning.Of(key).Length >= Least && key.All(c => c is > ' ' and < '\u007f');

    /// <summary>Makes one.</summary>
    public static string Of(string key)
    {
        var beginning = KeyBeginning.Of(key);
        return beginning + RandomNumberGenerator.GetString(Letters, key.Length - beginning.Length);
    }
}
