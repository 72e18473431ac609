using System.Runtime.CompilerServices;

namespace OneShot.Testing;

/// <summary>Where this repository is, and the environment that all tests of a process share.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The home of whoever runs the tests, for the packages in it.</summary>
    public static string UserHome { get; private set; } = "";

    /// <summary>
    /// A program of this repository: compiled ahead of time where the build that
    /// runs the tests has done that, because tests start it a thousand times.
    /// </summary>
    public static string Program(string project)
    {
        var precompiled = Path.Combine(Environment.GetEnvironmentVariable("TEST_PROGRAMS") ?? "", project + ".dll");
        return Path.IsPathRooted(precompiled) && File.Exists(precompiled)
            ? precompiled
            : Path.Combine(Root, "artifacts", "bin", project, "debug", project + ".dll");
    }

    /// <summary>The copies of the program that runs of this machine are.</summary>
    public static string[] ProgramCopies =>
        Directory
            .GetDirectories(ProgramStore)
            .Where(folder => !folder.EndsWith(".use", StringComparison.Ordinal))
            .ToArray();

    /// <summary>Where those are.</summary>
    public static string ProgramStore =>
        Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME")!, "oneshot", "programs");

    /// <summary>
    /// A copy of a program for another user, who reads nothing below the folders of whoever runs the tests.
    /// </summary>
    public static string ProgramIn(TempFolder folder, string project)
    {
        var copy = folder["program"];
        if (!Directory.Exists(copy))
            Launch.Run("/", null, "cp", "-r", Path.GetDirectoryName(Program(project))!, copy);
        return Path.Combine(copy, project + ".dll");
    }

    /// <summary>
    /// Git as a user on a fresh machine has it: an identity, and nothing of this machine's own settings.
    /// </summary>
    [ModuleInitializer]
    internal static void Isolate()
    {
        // Tests wait for processes on the pool's threads, more at once than this machine has cores.
        ThreadPool.SetMinThreads(64, 64);
        UserHome = Environment.GetEnvironmentVariable("HOME") ?? "";
        var home = Path.Combine(Path.GetTempPath(), $"oneshot-home-{Environment.ProcessId}");
        Directory.CreateDirectory(home);
        var temporary = MakeTemporary();
        File.WriteAllText(
            Path.Combine(home, ".gitconfig"),
            "[user]\n\tname = Ada Lovelace\n\temail = ada@example.com\n[init]\n\tdefaultBranch = main\n[protocol "
                + "\"file\"]\n\tallow = always\n"
        );
        foreach (var (name, value) in IsolatedEnvironment(home))
            Environment.SetEnvironmentVariable(name, value);
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsForeign).ToArray())
            Environment.SetEnvironmentVariable(name, null);
        if (temporary is not null)
            Environment.SetEnvironmentVariable("TMPDIR", temporary);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Directory.Delete(home, recursive: true);
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        };
    }

    // Sessions' clones come and go there by the hundred; each user's own, as /tmp is for all.
    private static string? MakeTemporary()
    {
        if (!TempFolder.IsInMemory || OperatingSystem.IsWindows())
            return null;
        var folder = $"/dev/shm/oneshot-tmp-{Environment.ProcessId}";
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);
        return folder;
    }

    private static (string Name, string Value)[] IsolatedEnvironment(string home) =>
        [
            ("HOME", home),
            ("XDG_CACHE_HOME", Path.Combine(home, ".cache")),
            ("GIT_CONFIG_GLOBAL", Path.Combine(home, ".gitconfig")),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("XDG_CONFIG_HOME", home),
        ];

    private static bool IsForeign(string name) =>
        name.StartsWith("GITHUB_", StringComparison.Ordinal)
        || name.StartsWith("ONESHOT_", StringComparison.Ordinal)
        || name.StartsWith("RUNNER_", StringComparison.Ordinal) // where it is GitHub's, ours takes sudo away
        || name is "GH_TOKEN" or "GH_HOST" or "GH_ENTERPRISE_TOKEN" or "VISUAL" or "EDITOR" or "CI" or "EMAIL"
        || name.StartsWith("GIT_AUTHOR", StringComparison.Ordinal)
        || name.StartsWith("GIT_COMMITTER", StringComparison.Ordinal)
        || name is "GIT_DIR" or "GIT_WORK_TREE";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OneShot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("OneShot.sln was not found above the tests.");
    }
}
