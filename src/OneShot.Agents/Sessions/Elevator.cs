using OneShot.Processes;

namespace OneShot.Agents.Sessions;

/// <summary>A program by which one may become root.</summary>
/// <param name="Found">Where it was found.</param>
/// <param name="File">What that leads to, through whatever links.</param>
internal sealed record Elevator(string Found, string File)
{
    // Ubuntu 26.04 has one in Rust as sudo and the classic one as sudo.ws; either may be found by further names.
    private static readonly string[] Folders =
    [
        "/usr/bin",
        "/bin",
        "/usr/sbin",
        "/sbin",
        "/usr/local/bin",
        "/usr/local/sbin",
        "/usr/lib/cargo/bin",
        "/snap/bin",
        "/opt/bin",
    ];

    private static readonly string[] Sudos = ["sudo.", "sudo-", "sudoedit"];

    private static readonly string[] Others = ["doas", "pkexec", "su", "run0", "systemd-run"];

    /// <summary>The name it was found by.</summary>
    public string Name => Path.GetFileName(Found);

    /// <summary>Whether the kernel makes it root whoever starts it.</summary>
    public bool IsSetUid =>
        !OperatingSystem.IsWindows() && System.IO.File.GetUnixFileMode(File).HasFlag(UnixFileMode.SetUser);

    /// <summary>The folders that the programs are looked for in: those of the PATH and the usual ones.</summary>
    public static IEnumerable<string> FoldersOf(string? path) =>
        (path ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(Folders);

    /// <summary>All of them, each once, whatever names lead to it.</summary>
    public static IReadOnlyList<Elevator> Find(IEnumerable<string> folders) =>
        [
            .. folders
                .Where(Directory.Exists)
                .SelectMany(FilesOf)
                .Select(file => new Elevator(file, Real(file)))
                .Where(one => System.IO.File.Exists(one.File))
                .DistinctBy(one => one.File),
        ];

    /// <summary>Whether a command of root's runs by it without a password.</summary>
    public async Task<bool> WorksAsync(CancellationToken cancellationToken)
    {
        if (Name.StartsWith("sudoedit", StringComparison.Ordinal))
            return false; // an editor's form of it runs no command
        return (await RunAsync(cancellationToken, "echo", "yes").ConfigureAwait(false))?.Trim() == "yes";
    }

    /// <summary>Runs a command as root, without asking for a password.</summary>
    public Task<string?> RunAsync(CancellationToken cancellationToken, params string[] command) =>
        ProcessQuery.AsyncOf([Found, .. Options(command)], "", Path.GetTempPath(), cancellationToken);

    private string[] Options(string[] command) =>
        Name switch
        {
            "pkexec" => ["--disable-internal-agent", .. command],
            "run0" => ["--no-ask-password", .. command],
            "systemd-run" => ["--no-ask-password", "--quiet", "--wait", "--pipe", "--", .. command],
            "su" =>
            [
                "root",
                "-c",
                string.Join(' ', command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")),
            ],
            _ => ["-n", .. command],
        };

    private static IEnumerable<string> FilesOf(string folder)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFiles(folder, "sudo*")
                    .Where(file => IsSudo(Path.GetFileName(file)))
                    .Concat(Others.Select(name => Path.Combine(folder, name)).Where(System.IO.File.Exists)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // And no game of numbers.
    private static bool IsSudo(string name) =>
        name is "sudo" || Sudos.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal));

    private static string Real(string file) =>
        System.IO.File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
}
