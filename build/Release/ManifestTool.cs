using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>A program of <c>.config/dotnet-tools.json</c>, which <c>dotnet tool restore</c> brings.</summary>
internal static class ManifestTool
{
    /// <summary>Brings those that are not there.</summary>
    /// <param name="context">The build.</param>
    /// <exception cref="CakeException">They can't be had.</exception>
    public static void Restore(BuildContext context) =>
        StartedTool.Run(context, "dotnet tool restore", arguments => arguments.Append("tool restore"));

    /// <summary>Runs it.</summary>
    /// <param name="context">The build.</param>
    /// <param name="name">Its command.</param>
    /// <param name="write">Writes its arguments.</param>
    /// <exception cref="CakeException">It failed: with what it printed.</exception>
    public static void Run(BuildContext context, string name, Action<ProcessArgumentBuilder> write) =>
        StartedTool.Run(context, name, arguments => write(arguments.Append("tool run").Append(name).Append("--")));
}
