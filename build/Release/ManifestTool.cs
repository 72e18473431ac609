using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>A program of <c>.config/dotnet-tools.json</c>, which <c>dotnet tool restore</c> brings.</summary>
internal static class ManifestTool
{
    /// <summary>Runs it, and brings it before where it is not there.</summary>
    /// <param name="context">The build.</param>
    /// <param name="name">Its command.</param>
    /// <param name="write">Writes its arguments.</param>
    /// <exception cref="CakeException">It failed: with what it printed.</exception>
    public static void Run(BuildContext context, string name, Action<ProcessArgumentBuilder> write)
    {
        StartedTool.Run(context, "dotnet tool restore", arguments => arguments.Append("tool restore"));
        StartedTool.Run(context, name, arguments => write(arguments.Append("tool run").Append(name).Append("--")));
    }
}
