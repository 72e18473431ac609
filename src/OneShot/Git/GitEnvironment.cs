using System.Diagnostics;
using System.Globalization;

namespace OneShot.Git;

/// <summary>The environment of a git command: the user's own, without what would lead git astray.</summary>
internal static class GitEnvironment
{
    // Set while git runs a hook: they would make git work on another repository, or on a part of this one.
    private static readonly string[] Inherited =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_LITERAL_PATHSPECS",
    ];

    /// <summary>Variables that keep the user's own configuration, its hooks, filters and helpers, away from a command.</summary>
    public static IReadOnlyList<(string Name, string Value)> WithoutUser { get; } = [("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")];

    public static void Apply(ProcessStartInfo start, GitCommand command)
    {
        foreach (var name in Inherited) start.Environment.Remove(name);
        Set("GIT_TERMINAL_PROMPT", "0"); // a question nobody sees is a hang
        Set("GIT_OPTIONAL_LOCKS", "0"); // reading must not rewrite the index
        Weakly("GIT_HTTP_LOW_SPEED_LIMIT", "1000"); // bytes a second …
        Weakly("GIT_HTTP_LOW_SPEED_TIME", "60"); // … for a minute: git itself waits for ever

        // English messages, in the user's character set.
        if (start.Environment.Remove("LC_ALL", out var all) && all is not null) Weakly("LC_CTYPE", all);
        Set("LC_MESSAGES", "C");
        Set("LANGUAGE", "C");

        foreach (var (name, value) in command.Environment) Set(name, value);
        AddConfiguration(start, command);

        void Set(string name, string value) => start.Environment[name] = value;
        void Weakly(string name, string value) => start.Environment.TryAdd(name, value);
    }

    // GIT_CONFIG_COUNT may be in use already (git 2.31 and newer): ours come after.
    private static void AddConfiguration(ProcessStartInfo start, GitCommand command)
    {
        if (command.Configuration.Count == 0) return;
        var count = int.TryParse(start.Environment.TryGetValue("GIT_CONFIG_COUNT", out var text) ? text : null, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        foreach (var (key, value) in command.Configuration)
        {
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
            count++;
        }

        start.Environment["GIT_CONFIG_COUNT"] = count.ToString(CultureInfo.InvariantCulture);
    }
}
