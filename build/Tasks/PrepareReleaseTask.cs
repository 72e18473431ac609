using Build.Release;
using Cake.Common.Diagnostics;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Everything of a release but what others see of it.</summary>
[TaskName("PrepareRelease")]
[TaskDescription("Makes all files of a release: packages, what they are made of, checksums (--source=FEED)")]
[IsDependentOn(typeof(CheckReleaseTask))]
[IsDependentOn(typeof(PackTask))]
public sealed class PrepareReleaseTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        var commit = context.Released ?? ReleasedCommit.Of(context);
        var files = new ReleaseFiles(context);
        ManifestTool.Restore(context);
        PackageComparison.Run(context, commit, files.PackagesOf(commit), files.Source);
        BillOfMaterials.Write(context, commit.Version, files.Folder);
        Checksums.Write(files.All, files.Folder.FullPath);
        foreach (var line in File.ReadLines(files.Folder.CombineWithFilePath(Checksums.Name).FullPath))
            context.Information("{0}", line);
    }
}
