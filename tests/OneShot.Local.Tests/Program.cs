using OneShot.Local.Store;

namespace OneShot.Local.Tests;

/// <summary>
/// The writer that <see cref="Store.LocalStoreTests"/> kills:
/// comments on #1 for as long as it lives, ever longer and shorter.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["comment", var folder])
            return 2;
        var threads = new LocalThreads(new LocalStore(folder), "Ada", TimeProvider.System);
        for (var i = 0; ; i++)
            await threads.CommentAsync(
                1,
                "<!-- mark -->",
                new string((char)('a' + (i % 26)), 1 + (i * 7919 % 50_000)),
                CancellationToken.None
            );
    }
}
