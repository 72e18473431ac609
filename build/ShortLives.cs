namespace Build;

/// <summary>
/// An environment for programs of .NET that live for seconds, as compilers, MSBuild and what tests start do: most of
/// their work is the just-in-time compiler's.
/// </summary>
internal static class ShortLives
{
    /// <summary>The variables.</summary>
    public static IReadOnlyDictionary<string, string?> Variables { get; } =
        new Dictionary<string, string?>
        {
            ["DOTNET_TieredPGO"] = "0", // they don't profit from profiling themselves
            // Nor from compiling a second time what they call thirty times; it is a hexadecimal number.
            ["DOTNET_TC_CallCountThreshold"] = "300",
            ["DOTNET_EnableWriteXorExecute"] = "0", // a hardening that each start pays for
            // One compiler's process for all, although no other node of what tests build is kept.
            ["UseSharedCompilation"] = "true",
        };
}
