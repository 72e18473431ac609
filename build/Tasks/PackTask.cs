using System.Globalization;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Common.Tools.DotNet.Pack;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;
using Cake.Git;

namespace Build.Tasks;

/// <summary>
/// Makes the packages, against the Cake.Frosting package that they depend on. Where no feed has that,
/// <c>--stand-in</c> makes one of our stand-in, and packages that depend on exactly it, to try them.
/// </summary>
[TaskName("Pack")]
[TaskDescription(
    "Makes the packages in artifacts/packages (--stand-in where no feed has Cake.Frosting: to try, not to publish)"
)]
public sealed class PackTask : FrostingTask<BuildContext>
{
    private static readonly DateTime First = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var packages = context.Root.Combine("artifacts/packages");
        context.CleanDirectory(packages);
        using var work = new LongWork(context, "packing", "about a minute");
        // Its own display for terminals would stand beside what is told here, and not move.
        var settings = new DotNetMSBuildSettings
        {
            NoLogo = true,
            Verbosity = DotNetVerbosity.Quiet,
            ArgumentCustomization = arguments => arguments.Append("-terminalLogger:off -restore"),
        }
            .WithProperty("Root", context.Root.FullPath)
            .WithProperty("CommittedAt", CommittedAt(context));
        if (context.Released is { } released)
            settings.WithProperty("Released", released.Version);
        var isToTry = context.HasArgument("stand-in");
        if (isToTry)
            settings
                .WithProperty("StandIn", StandIn(context, packages))
                .WithProperty("GlobalPackages", GlobalPackages(context).FullPath);
        try
        {
            context.DotNetMSBuild(context.Root.CombineWithFilePath("build/pack/Packages.proj").FullPath, settings);
        }
        catch (CakeException)
        {
            throw new CakeException(
                "The packages were not made, see above. Where no feed has Cake.Frosting (NU1101), this makes "
                    + "packages to try: ./build.sh --target=Pack --stand-in"
            );
        }

        foreach (var package in context.GetFiles(packages.FullPath + "/*.nupkg"))
            context.Information("{0}", context.Root.GetRelativePath(package).FullPath);
        foreach (
            var line in NextLines.For(
                packages.FullPath,
                Version(context, packages, "OneShot.Core"),
                isToTry ? Version(context, packages, "Cake.Frosting") : null
            )
        )
            context.Information("{0}", line);
    }

    // What this build itself stands on, packed; each time another version, because caches keep what they have under one.
    private static string StandIn(BuildContext context, DirectoryPath packages)
    {
        var suffix = string.Create(
            CultureInfo.InvariantCulture,
            $"standin.{(long)(DateTime.UtcNow - First).TotalSeconds}"
        );
        context.CleanDirectory(context.Root.Combine("artifacts/stand-in/cake.frosting"));
        context.DotNetPack(
            context.Root.CombineWithFilePath("build/pack/StandIn.proj").FullPath,
            new DotNetPackSettings
            {
                NoLogo = true,
                Verbosity = DotNetVerbosity.Quiet,
                ArgumentCustomization = arguments => arguments.Append("-terminalLogger:off"),
                OutputDirectory = packages,
                MSBuildSettings = new DotNetMSBuildSettings()
                    .WithProperty("Assemblies", context.Root.Combine("artifacts/bin/Cake.Frosting/debug").FullPath)
                    .WithProperty("StandIn", suffix),
            }
        );
        return suffix;
    }

    // The same commit makes the same packages, to the byte: what is in them has the commit's time.
    private static string CommittedAt(BuildContext context) =>
        context.GitLogTip(context.Root).Committer.When.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    // As the packages themselves have it.
    private static string Version(BuildContext context, DirectoryPath packages, string id) =>
        context.GetFiles($"{packages.FullPath}/{id}.*.nupkg").Single().GetFilenameWithoutExtension().FullPath[
            (id.Length + 1)..
        ];

    private static DirectoryPath GlobalPackages(BuildContext context) =>
        context.EnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : new DirectoryPath(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Combine(
                ".nuget/packages"
            );
}
