namespace OneShot.Agents.Sandbox;

/// <summary>
/// The one command that brings what a sandbox needs, in the words of this system's own package manager.
/// </summary>
internal static class SystemPackages
{
    private static readonly (string System, string Command)[] Managers =
    [
        ("debian", "apt-get install -y"),
        ("ubuntu", "apt-get install -y"),
        ("fedora", "dnf install -y"),
        ("rhel", "dnf install -y"),
        ("suse", "zypper install -y"),
        ("arch", "pacman -S --noconfirm"),
        ("alpine", "apk add"),
    ];

    private static readonly string Sudo = Environment.IsPrivilegedProcess ? "" : "sudo ";

    private static readonly Lazy<string> Manager = new(() => ManagerOf(Release()));

    /// <summary>Installs the programs.</summary>
    public static string Install => $"{Sudo}{Manager.Value} bubblewrap socat";

    /// <summary>Installs Node.js.</summary>
    public static string InstallNode => $"{Sudo}{Manager.Value} nodejs npm";

    /// <summary>Lets ordinary users make namespaces, which Ubuntu 24.04 and later forbid by AppArmor.</summary>
    /// <remarks>https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces</remarks>
    public static string? Allow =>
        File.Exists("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
            ? $"{Sudo}sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
            : null;

    /// <summary>
    /// The command of a system, by its os-release: https://www.freedesktop.org/software/systemd/man/os-release.html.
    /// </summary>
    public static string ManagerOf(string release)
    {
        var names = release
            .Split('\n')
            .Where(line =>
                line.StartsWith("ID=", StringComparison.Ordinal)
                || line.StartsWith("ID_LIKE=", StringComparison.Ordinal)
            )
            .SelectMany(line => line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"', ' ').Split(' '))
            .ToArray();
        return Managers
                .FirstOrDefault(manager =>
                    names.Any(name => name.Contains(manager.System, StringComparison.OrdinalIgnoreCase))
                )
                .Command
            ?? Managers[0].Command;
    }

    private static string Release()
    {
        try
        {
            return File.ReadAllText("/etc/os-release");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
