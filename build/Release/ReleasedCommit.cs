using Cake.Core;
using Cake.Core.IO;
using Cake.Git;
using LibGit2Sharp;

namespace Build.Release;

/// <summary>The commit that a release is of: tagged, clean, and with its changes written down.</summary>
/// <param name="Version">The version, as the tag has it after its <c>v</c>.</param>
/// <param name="Commit">The commit's id.</param>
/// <param name="Notes">What the changelog says of the version.</param>
/// <param name="Previous">The version that was tagged before; <see langword="null"/> where there is none.</param>
/// <param name="Commits">How many commits there are since then, or at all.</param>
internal sealed record ReleasedCommit(string Version, string Commit, string Notes, string? Previous, int Commits)
{
    private const string Prefix = "v";

    /// <summary>The tag.</summary>
    public string Tag => Prefix + Version;

    /// <summary>Whether it is one to try before the release itself.</summary>
    public bool IsPrerelease => Version.Contains('-', StringComparison.Ordinal);

    /// <summary>Looks at the repository.</summary>
    /// <param name="context">The build.</param>
    /// <exception cref="CakeException">It can't be released as it is: what is wrong, and what to type.</exception>
    public static ReleasedCommit Of(BuildContext context)
    {
        var root = context.Root;
        if (context.GitHasUncommitedChanges(root) || context.GitHasUntrackedFiles(root))
            throw new CakeException("A release is of a commit, and the work tree has changes: git status");
        var tip = context.GitLogTip(root).Sha;
        var version = VersionTool.Of(context, Prefix);
        var tagged = Tagged(root);
        if (!tagged[tip].Contains(version))
            throw new CakeException(
                $"The commit {tip[..10]} has no tag of a version: git tag {Prefix}{Next(version)} && git push origin "
                    + $"{Prefix}{Next(version)}, or the number that its changes ask for"
            );
        var notes = Changelog.Of(root.CombineWithFilePath("CHANGELOG.md").FullPath, version);
        string[] log = [.. context.GitLog(root, int.MaxValue).Select(commit => commit.Sha)];
        var before = Array.FindIndex(log, 1, tagged.Contains);
        return before < 0
            ? new ReleasedCommit(version, tip, notes, null, log.Length)
            : new ReleasedCommit(version, tip, notes, tagged[log[before]].First(), before);
    }

    // MinVer calls the one after a tag 1.2.4-alpha.0.7.
    private static string Next(string version) => version.Split('-')[0];

    // The alias GitTags closes the repository before its tags can be asked what they are of.
    private static ILookup<string, string> Tagged(DirectoryPath root)
    {
        using var repository = new Repository(root.FullPath);
        return repository
            .Tags.Where(tag => IsVersion(tag.FriendlyName))
            .ToLookup(tag => tag.PeeledTarget.Sha, tag => tag.FriendlyName[Prefix.Length..]);
    }

    // Others begin with the same letter.
    private static bool IsVersion(string tag) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal)
        && System.Version.TryParse(Next(tag[Prefix.Length..]), out var version)
        && version.Build >= 0;
}
