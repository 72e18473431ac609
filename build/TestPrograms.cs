using Cake.Common.IO;
using Cake.Core.IO;

namespace Build;

/// <summary>
/// The programs that tests start a thousand times, in one folder, compiled ahead of time as
/// build.sh's own is: the just-in-time compiler is most of a start. They are the program that
/// runs at this moment, and beside it the sample build, which stands on the same assemblies.
/// </summary>
internal static class TestPrograms
{
    /// <summary>Copies them, and tells their folder.</summary>
    public static DirectoryPath Prepare(BuildContext context)
    {
        var programs = context.Root.Combine("artifacts/test-programs");
        if (context.DirectoryExists(programs))
            context.DeleteDirectory(programs, new DeleteDirectorySettings { Recursive = true });
        context.CopyDirectory(AppContext.BaseDirectory, programs);
        context.CopyFiles(
            context.Root.Combine($"artifacts/bin/SampleBuild/{context.BuildConfiguration.ToLowerInvariant()}").FullPath
                + "/SampleBuild.*",
            programs
        );
        return programs;
    }
}
