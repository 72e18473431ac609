using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.MSBuild;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>Copies of the programs that tests start a thousand times, compiled ahead of time as build.sh's own is: the just-in-time compiler is most of a start.</summary>
internal static class TestPrograms
{
    private static readonly string[] Projects = ["Build", "SampleBuild", "OneShot.Tool"];

    /// <summary>Makes the copies of what was built, and tells their folder; programs that could not be compiled are as they were built.</summary>
    public static DirectoryPath Prepare(BuildContext context)
    {
        var programs = context.Root.Combine("artifacts/test-programs");
        context.CleanDirectory(programs);
        foreach (var project in Projects)
        {
            var folder = programs.Combine(project);
            context.CopyDirectory(context.Root.Combine($"artifacts/bin/{project}/{context.BuildConfiguration.ToLowerInvariant()}"), folder);
            try
            {
                context.DotNetMSBuild(context.Root.CombineWithFilePath("build/precompile/Precompile.proj").FullPath, new DotNetMSBuildSettings
                {
                    ArgumentCustomization = arguments => arguments.Append("-restore").Append("-t:Precompile").Append("-nologo").Append("-verbosity:quiet").AppendQuoted($"-p:Folder={folder.FullPath}"),
                });
            }
            catch (CakeException exception)
            {
                context.Warning($"{project} is not compiled ahead of time: {exception.Message}");
            }
        }

        return programs;
    }
}
