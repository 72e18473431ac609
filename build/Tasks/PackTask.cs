using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Common.Tools.DotNet.Pack;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Makes the packages, against the Cake.Frosting package that they depend on. Where
/// no feed has that, <c>--stand-in</c> makes one of our stand-in, to try them.
/// </summary>
[TaskName("Pack")]
[TaskDescription(
    "Makes the packages in artifacts/packages (--stand-in where no feed has Cake.Frosting: to try, not to publish)"
)]
public sealed class PackTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var packages = context.Root.Combine("artifacts/packages");
        context.CleanDirectory(packages);
        var settings = new DotNetMSBuildSettings { NoLogo = true, Verbosity = DotNetVerbosity.Quiet }.WithProperty(
            "Root",
            context.Root.FullPath
        );
        if (context.HasArgument("stand-in"))
            settings
                .WithProperty("StandIn", StandIn(context).FullPath)
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
            context.Information(context.Root.GetRelativePath(package).FullPath);
    }

    // What this build itself stands on, packed; a cache of its own,
    // because the global one keeps what it has under a version.
    private static DirectoryPath StandIn(BuildContext context)
    {
        var folder = context.Root.Combine("artifacts/stand-in");
        context.CleanDirectory(folder.Combine("packages/cake.frosting"));
        context.DotNetPack(
            context.Root.CombineWithFilePath("build/pack/StandIn.proj").FullPath,
            new DotNetPackSettings
            {
                NoLogo = true,
                Verbosity = DotNetVerbosity.Quiet,
                OutputDirectory = folder.Combine("feed"),
                MSBuildSettings = new DotNetMSBuildSettings().WithProperty(
                    "Assemblies",
                    context.Root.Combine("artifacts/bin/Cake.Frosting/debug").FullPath
                ),
            }
        );
        return folder;
    }

    private static DirectoryPath GlobalPackages(BuildContext context) =>
        context.EnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : new DirectoryPath(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Combine(
                ".nuget/packages"
            );
}
