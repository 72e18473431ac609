using System.Globalization;

namespace OneShot.Git;

/// <summary>The environment of a git command: the user's own, without what would lead git astray.</summary>
internal static class GitEnvironment
{
    // Set while git runs a hook: they would make git work on another repository, or on a part of this one.
    private static readonly string[] Inherited =
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_SHALLOW_FILE",
        "GIT_GRAFT_FILE",
        "GIT_REPLACE_REF_BASE",
        "GIT_INTERNAL_SUPER_PREFIX",
        "GIT_LITERAL_PATHSPECS",
    ];

    /// <summary>
    /// Variables that keep the user's own configuration, its hooks, filters and helpers, away from a command.
    /// </summary>
    public static IReadOnlyList<(string Name, string Value)> WithoutUser { get; } =
    [("GIT_CONFIG_GLOBAL", Nothing), ("GIT_CONFIG_NOSYSTEM", "1")];

    // Without these git does not find itself, or Windows does not start it.
    private static readonly string[] Needed = ["PATH", "SystemRoot", "TMPDIR", "TEMP"];

    // Over whatever a repository's own file says: no hook, no watcher,
    // no surprise at the end of a line, no more memory than is needed.
    private static readonly (string Key, string Value)[] Forced =
    [
        ("core.hooksPath", Nothing),
        ("core.fsmonitor", "false"),
        ("core.attributesFile", Nothing),
        ("core.excludesFile", Nothing),
        ("core.autocrlf", "false"),
        ("core.safecrlf", "false"),
        ("core.fileMode", "true"),
        ("core.symlinks", "true"),
        ("core.ignoreCase", "false"),
        ("core.alternateRefsCommand", "true"),
        ("core.protectNTFS", "false"),
        ("core.protectHFS", "false"), // names are the judge's, which tells them one by one
        ("core.bigFileThreshold", "8m"),
        ("core.packedGitWindowSize", "16m"),
        ("core.packedGitLimit", "64m"),
        ("core.deltaBaseCacheLimit", "32m"),
        ("pack.threads", "1"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        ("commit.gpgSign", "false"),
    ];

    private static string Nothing => OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    public static void Apply(IDictionary<string, string?> all, GitCommand command)
    {
        foreach (var name in Inherited)
            all.Remove(name);
        if (command.IsApart)
            command = Apart(all, command);
        Set("GIT_TERMINAL_PROMPT", "0"); // a question nobody sees is a hang
        Set("GIT_OPTIONAL_LOCKS", "0"); // reading must not rewrite the index
        Weakly("GIT_HTTP_LOW_SPEED_LIMIT", "1000"); // bytes a second …
        Weakly("GIT_HTTP_LOW_SPEED_TIME", "60"); // … for a minute: git itself waits for ever

        // English messages, in the user's character set.
        if (all.Remove("LC_ALL", out var locale) && locale is not null)
            Weakly("LC_CTYPE", locale);
        Set("LC_MESSAGES", "C");
        Set("LANGUAGE", "C");

        foreach (var (name, value) in command.Environment)
            Set(name, value);
        AddConfiguration(all, command);

        void Set(string name, string value) => all[name] = value;
        void Weakly(string name, string value) => all.TryAdd(name, value);
    }

    private static GitCommand Apart(IDictionary<string, string?> all, GitCommand command)
    {
        foreach (var name in all.Keys.Except(Needed, StringComparer.OrdinalIgnoreCase).ToArray())
            all.Remove(name);
        return command with
        {
            Environment =
            [
                .. WithoutUser,
                ("GIT_ATTR_NOSYSTEM", "1"),
                ("GIT_NO_REPLACE_OBJECTS", "1"),
                ("GIT_ALLOW_PROTOCOL", "none"),
                ("GIT_NO_LAZY_FETCH", "1"),
                .. command.Environment,
            ],
            Configuration = [.. Forced, .. command.Configuration],
        };
    }

    // GIT_CONFIG_COUNT may be in use already (git 2.31 and newer): ours come after.
    private static void AddConfiguration(IDictionary<string, string?> all, GitCommand command)
    {
        if (command.Configuration.Count == 0)
            return;
        var count = int.TryParse(
            all.TryGetValue("GIT_CONFIG_COUNT", out var text) ? text : null,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : 0;
        foreach (var (key, value) in command.Configuration)
        {
            all[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
            all[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
            count++;
        }

        all["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
    }
}
