using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Tool;
using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>
/// What programs compile against, beside the version before: what breaks them is for a version that says so, which
/// before 1.0 is the one after the next dot.
/// </summary>
internal static class PackageComparison
{
    private static readonly string[] Libraries = ["OneShot.Core", "OneShot", "OneShot.Frosting", "OneShot.Cake"];

    /// <summary>Compares.</summary>
    /// <param name="context">The build.</param>
    /// <param name="commit">What is released.</param>
    /// <param name="packages">Its packages, by their id.</param>
    /// <param name="source">The feed that has those of before.</param>
    /// <exception cref="CakeException">A version breaks programs
    /// that may not, or those before can't be had.</exception>
    public static void Run(
        BuildContext context,
        ReleasedCommit commit,
        IReadOnlyDictionary<string, FilePath> packages,
        string source
    )
    {
        if (commit.Previous is not { } previous)
        {
            context.Information("no version before this one: no package to compare with");
            return;
        }

        if (MayBreak(commit.Version, previous))
        {
            context.Information("{0} may break what was built with {1}: not compared", commit.Version, previous);
            return;
        }

        var folder = context.Root.Combine("artifacts/release-before");
        context.CleanDirectory(folder);
        foreach (var id in Libraries)
        {
            var before = Download(context, id, previous, source, folder);
            ManifestTool.Run(
                context,
                "apicompat",
                arguments =>
                    arguments
                        .Append("package")
                        .AppendQuoted(packages[id].FullPath)
                        .AppendSwitchQuoted("--baseline-package", before.FullPath)
            );
            context.Information("{0}: nothing breaks that was built with {1}", id, previous);
        }
    }

    private static FilePath Download(
        BuildContext context,
        string id,
        string version,
        string source,
        DirectoryPath folder
    )
    {
        context.DotNetTool(
            "package",
            new DotNetToolSettings
            {
                WorkingDirectory = context.Root,
                ArgumentCustomization = arguments =>
                    arguments
                        .Append("download")
                        .AppendQuoted($"{id}@{version}")
                        .AppendSwitchQuoted("--source", source)
                        .AppendSwitchQuoted("--output", folder.FullPath)
                        .Append("--prerelease --verbosity quiet"),
            }
        );
        return context.GetFiles($"{folder.FullPath}/{id.ToLowerInvariant()}/{version}/*.nupkg").Single();
    }

    private static bool MayBreak(string version, string previous)
    {
        var (now, then) = (Version.Parse(version.Split('-')[0]), Version.Parse(previous.Split('-')[0]));
        return now.Major != then.Major || (now.Major == 0 && now.Minor != then.Minor);
    }
}
