using Cake.Common;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>The files of a release, where <c>Pack</c> puts its packages, and the feed that they go to.</summary>
/// <param name="context">The build.</param>
internal sealed class ReleaseFiles(BuildContext context)
{
    /// <summary>Their folder.</summary>
    public DirectoryPath Folder { get; } = context.Root.Combine("artifacts/packages");

    /// <summary>Whether they stand on our stand-in for Cake.Frosting: to try a release, and for nobody else.</summary>
    public bool IsToTry { get; } = context.HasArgument("stand-in");

    /// <summary>The feed: a folder, or the name of one that is configured.</summary>
    public string Source { get; } = context.Argument("source", "nuget.org");

    /// <summary>What is published beside the checksums.</summary>
    public IReadOnlyCollection<string> All =>
        [
            .. context
                .GetFiles(Folder.FullPath + "/*")
                .OrderBy(file => file.FullPath, StringComparer.Ordinal)
                .Where(file => file.GetFilename().FullPath != Checksums.Name)
                .Select(file => file.FullPath),
        ];

    /// <summary>The packages, by their id.</summary>
    /// <param name="commit">What is released.</param>
    /// <exception cref="CakeException">There are none, or they are of something else.</exception>
    public IReadOnlyDictionary<string, FilePath> PackagesOf(ReleasedCommit commit)
    {
        var packages = context
            .GetFiles(Folder.FullPath + "/OneShot*.nupkg")
            .Select(file => (File: file, Name: file.GetFilenameWithoutExtension().FullPath))
            .ToArray();
        var version = "." + commit.Version + (IsToTry ? "-standin." : "");
        if (packages.Length == 0 || packages.Any(one => !IsOf(one.Name, version)))
            throw new CakeException(
                $"{Folder} has not the packages of {commit.Version}: ./build.sh --target=PrepareRelease makes them"
            );
        return packages.ToDictionary(
            one => one.Name[..one.Name.IndexOf(version, StringComparison.Ordinal)],
            one => one.File
        );
    }

    /// <summary>
    /// Why nothing is published; <see langword="null"/> where it is. Packages to try stay on this machine.
    /// </summary>
    public string? Hindrance =>
        IsToTry && !Directory.Exists(Source)
            ? "Packages over the stand-in are published nowhere: --source=FOLDER names a folder that is there"
        : !Directory.Exists(Source) && string.IsNullOrEmpty(Key)
            ? $"NUGET_API_KEY is not set, and {Source} asks for one: release.yml has it from trusted publishing"
        : null;

    /// <summary>The key of the feed; a folder needs none.</summary>
    public string? Key { get; } = context.EnvironmentVariable("NUGET_API_KEY");

    private bool IsOf(string name, string version) =>
        IsToTry ? name.Contains(version, StringComparison.Ordinal) : name.EndsWith(version, StringComparison.Ordinal);
}
