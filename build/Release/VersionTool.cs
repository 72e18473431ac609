using Cake.Core;

namespace Build.Release;

/// <summary>MinVer, which reads a version from the repository's tags.</summary>
internal static class VersionTool
{
    // What is called so while nothing is tagged.
    private const string First = "0.1";

    /// <summary>The version of what is checked out.</summary>
    /// <param name="context">The build.</param>
    /// <param name="prefix">What a tag has before its version.</param>
    /// <exception cref="CakeException">It failed.</exception>
    public static string Of(BuildContext context, string prefix) =>
        StartedTool
            .Run(
                context,
                "MinVer",
                arguments =>
                    arguments
                        .AppendQuoted(Program)
                        .AppendQuoted(context.Root.FullPath)
                        .AppendSwitchQuoted("--tag-prefix", prefix)
                        .AppendSwitchQuoted("--minimum-major-minor", First)
                        .Append("--verbosity quiet")
            )
            .Single();

    private static string Program => Path.Combine(AppContext.BaseDirectory, "minver", "MinVer.dll");
}
