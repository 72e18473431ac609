using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// The ignore rules and attributes that are the user's own: those of all repositories, and over them those of this one.
/// They are data, and hold where an agent works as they do where the user does.
/// </summary>
internal sealed record UserRules
{
    private const int LargestFile = 1024 * 1024;

    /// <summary>Ignore rules, as a file of git's holds them.</summary>
    public string Excludes { get; private init; } = string.Empty;

    /// <summary>Attributes of all repositories, which those of a repository's own files go before.</summary>
    public string EverywhereAttributes { get; private init; } = string.Empty;

    /// <summary>Attributes of this repository that go before all others.</summary>
    public string Attributes { get; private init; } = string.Empty;

    /// <summary>Whether there are ignore rules.</summary>
    public bool HasExcludes => HasLines(Excludes);

    /// <summary>Whether there are attributes.</summary>
    public bool HasAttributes => HasLines(EverywhereAttributes + Attributes);

    /// <summary>Reads them.</summary>
    /// <param name="user">Runs git in the user's repository.</param>
    /// <param name="configuration">The user's configuration.</param>
    /// <param name="common">The user's git directory, which all of its work trees share.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="OneShotException">OS3107: a file of them is too large.</exception>
    public static async Task<UserRules> ReadAsync(
        GitRunner user,
        GitConfiguration configuration,
        string common,
        Func<string, string?> variable,
        CancellationToken cancellationToken
    )
    {
        var info = Path.Combine(common, "info");
        return new UserRules
        {
            Excludes =
                Read(await PlaceAsync("core.excludesfile", "ignore").ConfigureAwait(false))
                + Read(Path.Combine(info, "exclude")),
            EverywhereAttributes =
                Read(System()) + Read(await PlaceAsync("core.attributesfile", "attributes").ConfigureAwait(false)),
            Attributes = Read(Path.Combine(info, "attributes")),
        };

        // git itself knows what "~mona/" and "%(prefix)/" mean.
        async Task<string?> PlaceAsync(string key, string usual)
        {
            if (configuration.Last(key) is not { Length: > 0 } value)
                return Usual(usual, variable);
            if (value[0] is '~' or '%')
                value = await AskAsync("config", "--type=path", "--get", key).ConfigureAwait(false) ?? value;
            return Path.GetFullPath(value, Path.GetDirectoryName(common)!);
        }

        // Listed by git since 2.42; an earlier one has it here, but where somebody built it otherwise.
        string? System() =>
            variable("GIT_ATTR_NOSYSTEM") is { } no && IsTrue(no)
                ? null
                : configuration.Last("GIT_ATTR_SYSTEM") ?? (OperatingSystem.IsWindows() ? null : "/etc/gitattributes");

        async Task<string?> AskAsync(params string[] question)
        {
            var answer = await user.RunAsync(new GitCommand(question), cancellationToken).ConfigureAwait(false);
            return answer.IsGood && answer.Text.TrimEnd('\n') is { Length: > 0 } path ? path : null;
        }
    }

    /// <summary>Writes them where git looks for them in a repository of ours.</summary>
    /// <param name="directory">Its git directory.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task WriteAsync(string directory, CancellationToken cancellationToken)
    {
        var info = Directory.CreateDirectory(Path.Combine(directory, "info")).FullName;
        await File.WriteAllTextAsync(Path.Combine(info, "exclude"), Excludes, Encoding.Latin1, cancellationToken)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(info, "attributes"), Attributes, Encoding.Latin1, cancellationToken)
            .ConfigureAwait(false);
        await File.WriteAllTextAsync(EverywhereOf(directory), EverywhereAttributes, Encoding.Latin1, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>The file of a repository of ours that <c>core.attributesFile</c> names there.</summary>
    public static string EverywhereOf(string directory) => Path.Combine(directory, "info", "attributes-everywhere");

    // Byte by byte: a name need not be UTF-8. Git skips a mark at a file's beginning, which may be inside of ours.
    private static string Read(string? path)
    {
        var bytes = path is null ? null : RegularFile.TryRead(path, LargestFile, followLink: true);
        if (bytes is null)
            return string.Empty;
        if (bytes.Length > LargestFile)
            throw OneShotErrors.RulesTooLarge(path!, LargestFile / 1024);
        var text = bytes.AsSpan();
        return Encoding.Latin1.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text) + "\n";
    }

    // https://git-scm.com/docs/gitignore, https://git-scm.com/docs/gitattributes
    private static string? Usual(string name, Func<string, string?> variable)
    {
        var folder =
            variable("XDG_CONFIG_HOME") is { Length: > 0 } own ? own
            : variable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".config")
            : null;
        return folder is null ? null : Path.Combine(folder, "git", name);
    }

    // Git lays down a file of comments in every repository.
    private static bool HasLines(string rules) =>
        rules.Split('\n').Any(line => line.Trim().Length > 0 && line[0] != '#');

    // As git reads such a variable.
    private static bool IsTrue(string value) => value.ToUpperInvariant() is not ("" or "0" or "FALSE" or "NO" or "OFF");
}
