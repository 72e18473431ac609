namespace OneShot.Testing;

/// <summary>A repository of a test, driven by the real git.</summary>
public sealed class GitRepo(string path)
{
    private static readonly Lazy<TempFolder> Templates = new(() =>
    {
        var folder = new TempFolder("templates");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    public string Path { get; } = path;

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public static GitRepo Init(string path, params string[] options)
    {
        Directory.CreateDirectory(path);
        var repo = new GitRepo(path);
        repo.Git(["init", "--quiet", "-b", "main", .. options]);
        return repo;
    }

    /// <summary>A place for a repository that many tests begin with; it is there as long as this process.</summary>
    public static string TemplateFolder() => Templates.Value[Guid.NewGuid().ToString("N")];

    /// <summary>A copy of a repository, made by no git.</summary>
    public static GitRepo CopyOf(string source, string path)
    {
        Directory.CreateDirectory(path);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(System.IO.Path.Combine(path, System.IO.Path.GetRelativePath(source, folder)));
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(file, System.IO.Path.Combine(path, System.IO.Path.GetRelativePath(source, file)));
        return new GitRepo(path);
    }

    /// <summary>Has the index know the files of a copy, which are others than those it was made for.</summary>
    public GitRepo KnowItsFiles()
    {
        Git("update-index", "-q", "--refresh");
        return this;
    }

    public static GitRepo Clone(string source, string path, params string[] options)
    {
        new GitRepo(System.IO.Path.GetTempPath()).Git(["clone", "--quiet", .. options, "--", source, path]);
        return new GitRepo(path);
    }

    public string Git(params string[] arguments)
    {
        var outcome = TryGit(arguments);
        return outcome.ExitCode == 0
            ? outcome.Output.TrimEnd('\n')
            : throw new InvalidOperationException(
                $"git {string.Join(' ', arguments)}: {outcome.ExitCode}\n{outcome.All}"
            );
    }

    // Tidying up after every command of a repository that lives for a second is a third of its processes.
    public Outcome TryGit(params string[] arguments) =>
        Launch.Run(Path, null, "git", ["-c", "maintenance.auto=false", .. arguments]);

    public string Write(string relative, string text)
    {
        var file = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public string Commit(string message, string file, string text)
    {
        Write(file, text);
        Git("add", "--", file);
        Git("commit", "--quiet", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    public void Hook(string name, string script)
    {
        var file = Write(
            System.IO.Path.Combine(Git("rev-parse", "--git-common-dir"), "hooks", name),
            "#!/bin/sh\n" + script + "\n"
        );
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>
    /// What a user sees of a checkout, which is rewritten on the way there and back, so times and reflogs may differ:
    /// HEAD, refs but one-shots' own branches, index, status, stash, configuration and files.
    /// </summary>
    public string[] Visible() =>
        [
            .. LibraryReader.Visible(Path) ?? VisibleToGit(),
            string.Join('\n', Files().Select(file => $"{file}: {File.ReadAllText(file)}")),
        ];

    private string[] VisibleToGit() =>
        [
            TryGit("symbolic-ref", "HEAD").Output + Git("rev-parse", "HEAD"),
            string.Join(
                '\n',
                Git("for-each-ref").Split('\n').Where(line => !line.Contains("/oneshot-", StringComparison.Ordinal))
            ),
            Git("ls-files", "--stage", "-t"),
            Git("status", "--porcelain=v2", "--branch", "--ignored"),
            Git("stash", "list"),
            Git("config", "--list", "--local"),
        ];

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/.git/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// Everything a user would miss: work tree and git directory,
    /// byte for byte, but for objects and OneShot's own folder.
    /// </summary>
    public IReadOnlyDictionary<string, string> Snapshot()
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (
            var folder in new[]
            {
                Path,
                Git("rev-parse", "--path-format=absolute", "--git-common-dir"),
                Git("rev-parse", "--path-format=absolute", "--git-dir"),
            }.Distinct()
        )
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                var relative = System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/');
                if (relative.Split('/').Intersect(["objects", "oneshot"]).Any())
                    continue;
                state[file] =
                    Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))
                    + " "
                    + (OperatingSystem.IsWindows() ? "" : File.GetUnixFileMode(file).ToString());
            }
        }

        return state;
    }
}
