namespace OneShot.Agents.Sandbox;

/// <summary>
/// What a session sees of this machine, as bubblewrap's arguments:
/// a list of what is shown, and everything else is not there.
/// </summary>
internal static class SandboxMounts
{
    // Programs and what they are configured by. Not /var, /srv, /mnt, /home, /root, /run: data, other users, sockets.
    private static readonly string[] System =
    [
        "/usr",
        "/bin",
        "/sbin",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/etc",
        "/opt",
        "/nix",
        "/gnu",
        "/snap",
        "/var/lib/ca-certificates",
        "/sys/fs/cgroup",
    ];

    // Nix's daemon makes what it is asked to, with the network, for everybody who reaches its socket.
    private static readonly string[] ClosedFolders = ["/nix/var/nix/daemon-socket", "/nix/var/nix/gc-socket"];

    // What a machine's owner unpacked there may be a service with its keys beside it, such as a runner of GitHub's.
    private static readonly string[] Installed = ["/opt", "/usr/local"];

    // Beside an SDK in ~/.dotnet lie the certificates that .NET keeps for the user, with their keys.
    private const string OwnCertificates = "corefx";

    /// <summary>
    /// The arguments, in bubblewrap's order: a later one lies over an earlier one. The top folder is still writable.
    /// </summary>
    /// <param name="folders">What is shown beside the system.</param>
    /// <param name="hasOwnNetwork">Whether names are looked up by somebody else.</param>
    public static IReadOnlyList<string> Of(SandboxFolders folders, bool hasOwnNetwork)
    {
        var arguments = new List<string>();
        foreach (var path in System.Where(Path.Exists))
            arguments.AddRange(
                new DirectoryInfo(path).LinkTarget is { } target
                    ? ["--symlink", target, path]
                    : ["--ro-bind", path, path]
            );
        foreach (var path in ClosedFolders.Where(Directory.Exists))
            arguments.AddRange(["--tmpfs", path]);
        foreach (var path in Installed.Where(Directory.Exists))
            arguments.AddRange(ClosedFiles.HideOwn(path));
        foreach (var path in folders.Private.Where(path => System.Any(folder => IsWithin(path, folder))))
            arguments.AddRange(["--tmpfs", path]);
        arguments.AddRange(ClosedFiles.Hide("/etc"));
        if (!hasOwnNetwork && Resolver() is { } resolver)
            arguments.AddRange(["--ro-bind", resolver, resolver]);
        arguments.AddRange([
            "--proc",
            "/proc",
            .. KernelFiles(),
            "--dev",
            "/dev",
            "--tmpfs",
            "/tmp",
            "--tmpfs",
            "/run",
            "--tmpfs",
            "/var/tmp",
        ]);
        foreach (var path in folders.Readable)
            arguments.AddRange(["--ro-bind-try", path, path]);
        foreach (
            var path in folders.Readable.Select(folder => Path.Combine(folder, OwnCertificates)).Where(Directory.Exists)
        )
            arguments.AddRange(["--tmpfs", path]);
        var shown = System.Concat(folders.Readable).ToArray();
        foreach (var path in HostSockets.Now().Where(path => shown.Any(folder => IsWithin(path, folder))))
        {
            arguments.AddRange(["--ro-bind-try", "/dev/null", path]);
        }

        foreach (var path in folders.Writable)
            arguments.AddRange(["--bind", path, path]);
        return arguments;
    }

    /// <summary>Whether a path is a folder, or in it.</summary>
    public static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder.EndsWith('/') ? folder : folder + "/", StringComparison.Ordinal);

    /// <summary>Whether the system's own folders hold a path, so that it is seen anyway.</summary>
    public static bool IsSystem(string path) => System.Any(shown => IsWithin(path, shown));

    // The kernel asks root's files in /proc for their owner, not for rights:
    // for root they could be written, /proc/sys/kernel/core_pattern among them.
    private static IEnumerable<string> KernelFiles() =>
        new DirectoryInfo("/proc")
            .EnumerateFileSystemInfos()
            .Where(entry => !char.IsAsciiDigit(entry.Name[0]) && entry.LinkTarget is null)
            .SelectMany(entry =>
                entry is DirectoryInfo ? ["--ro-bind-try", entry.FullName, entry.FullName]
                : (entry.UnixFileMode & UnixFileMode.UserWrite) != 0
                || (entry.UnixFileMode & UnixFileMode.OtherRead) == 0
                    ? ["--ro-bind-try", "/dev/null", entry.FullName]
                : Array.Empty<string>()
            );

    // Where /etc/resolv.conf leads: the file alone, because sockets lie beside it.
    private static string? Resolver() =>
        new FileInfo("/etc/resolv.conf").ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
        && !IsSystem(target.FullName)
            ? target.FullName
            : null;
}
