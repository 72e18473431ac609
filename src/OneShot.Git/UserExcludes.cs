using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// The ignore rules that are the user's own: those of all repositories, and over them those of this one. They are data, and
/// hold where an agent works as they do where the user does.
/// </summary>
internal static class UserExcludes
{
    private const int LargestFile = 1024 * 1024;

    /// <summary>Reads them.</summary>
    /// <param name="configuration">The user's configuration.</param>
    /// <param name="common">The user's git directory.</param>
    /// <returns>Rules as a file of git's holds them.</returns>
    /// <exception cref="OneShotException">OS3107: a file of them is too large.</exception>
    public static string Read(GitConfiguration configuration, string common)
    {
        var everywhere = configuration.Last("core.excludesfile") is { Length: > 0 } path ? InHome(path) : Usual();
        string?[] files =
        [
            everywhere is null ? null : Path.GetFullPath(everywhere, Path.GetDirectoryName(common)!),
            Path.Combine(common, "info", "exclude"),
        ];
        return string.Concat(files.OfType<string>().Select(Read));
    }

    private static string Read(string path) => RegularFile.TryRead(path, LargestFile, followLink: true) switch
    {
        null => string.Empty,
        { Length: > LargestFile } => throw OneShotErrors.IgnoreRulesTooLarge(path, LargestFile / 1024),
        var bytes => Encoding.UTF8.GetString(bytes) + "\n",
    };

    // https://git-scm.com/docs/git-config#Documentation/git-config.txt-pathname
    private static string InHome(string path)
        => path.StartsWith("~/", StringComparison.Ordinal) && Variable("HOME") is { } home ? Path.Combine(home, path[2..]) : path;

    // https://git-scm.com/docs/gitignore
    private static string? Usual()
    {
        var folder = Variable("XDG_CONFIG_HOME") ?? (Variable("HOME") is { } home ? Path.Combine(home, ".config") : null);
        return folder is null ? null : Path.Combine(folder, "git", "ignore");
    }

    private static string? Variable(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
