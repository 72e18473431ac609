namespace OneShot.Agents.Sandbox;

/// <summary>What every sandbox of ours asks of bubblewrap, 0.8.0 and newer.</summary>
internal static class Bubblewrap
{
    /// <summary>
    /// Namespaces of its own for users, processes, messages and the host's name, none
    /// inside of them again; no rights of root, even for root; no terminal that could be
    /// typed into; and the end of whoever started it is its end, by the kernel's hand.
    /// </summary>
    public static readonly IReadOnlyList<string> Apart =
    [
        "--unshare-user",
        "--disable-userns",
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--cap-drop",
        "ALL",
        "--new-session",
        "--die-with-parent",
    ];

    /// <summary>
    /// A network of its own: a loopback that nobody else is on, and none of the host's abstract sockets.
    /// </summary>
    public const string OwnNetwork = "--unshare-net";

    /// <summary>
    /// A command that gives bubblewrap a file by its number, and becomes it: a process of .NET's can't hand one on.
    /// </summary>
    /// <param name="file">The file; bubblewrap's argument names it as <see cref="FileNumber"/>.</param>
    public static IReadOnlyList<string> WithFile(string file) =>
        ["/bin/sh", "-c", $"exec {FileNumber}<\"$1\"; shift; exec \"$@\"", "oneshot", file];

    /// <summary>The number of <see cref="WithFile"/>'s file.</summary>
    public const string FileNumber = "9";
}
