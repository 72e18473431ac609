using Build.Release;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.NuGet.Push;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>
/// Publishes what was prepared: a draft on GitHub with all files, the packages on their feed, and then the draft
/// becomes public. What was done before is not done twice, so an interrupted release is finished by the same command.
/// </summary>
[TaskName("Release")]
[TaskDescription("Publishes the tagged commit: GitHub release and packages (--preview, --source=FEED)")]
[IsDependentOn(typeof(PrepareReleaseTask))]
public sealed class ReleaseTask : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        var commit = context.Released ?? ReleasedCommit.Of(context);
        var files = new ReleaseFiles(context);
        var packages = files.PackagesOf(commit);
        Checksums.Check(files.All, files.Folder.FullPath);
        string[] all = [.. files.All, files.Folder.CombineWithFilePath(Checksums.Name).FullPath];
        if (context.HasArgument("preview"))
        {
            Tell(context, commit, files, all);
            return;
        }

        if (files.Hindrance is { } hindrance)
            throw new CakeException(hindrance);
        var release = GitHubRelease.Connect(context);
        await release.DraftAsync(commit, all).ConfigureAwait(false);
        // The tool's package only names others: last, so that nobody is sent to what is not there yet.
        foreach (
            var (_, package) in packages
                .OrderBy(one => one.Key == "OneShot.Tool")
                .ThenBy(one => one.Key, StringComparer.Ordinal)
        )
            Push(context, package, files);
        if (files.IsToTry)
            context.Information("packages to try: the release stays a draft");
        else
            await release.PublishAsync().ConfigureAwait(false);
    }

    private static void Push(BuildContext context, FilePath package, ReleaseFiles files)
    {
        context.DotNetNuGetPush(
            package,
            new DotNetNuGetPushSettings
            {
                Source = files.Source,
                ApiKey = files.Key,
                SkipDuplicate = !Directory.Exists(files.Source), // a folder takes the same again as it is
                WorkingDirectory = context.Root,
            }
        );
        context.Information("pushed {0}", package.GetFilename());
    }

    private static void Tell(BuildContext context, ReleasedCommit commit, ReleaseFiles files, string[] all)
    {
        context.Information("This was a preview. A release would");
        context.Information("1. make a draft of {0} on GitHub, with", commit.Tag);
        foreach (var file in all)
            context.Information("   {0} ({1:N0} bytes)", new FilePath(file).GetFilename(), new FileInfo(file).Length);
        context.Information("2. push the packages to {0}", files.Source);
        context.Information(
            "3. {0}",
            files.IsToTry ? "leave the draft a draft: these are packages to try" : "make the draft public"
        );
        if (files.Hindrance is { } hindrance)
            context.Warning("A release would stop here: {0}", hindrance);
    }
}
