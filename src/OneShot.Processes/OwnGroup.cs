using System.Runtime.InteropServices;

namespace OneShot.Processes;

/// <summary>
/// Takes this process, and all that it starts from then on, out of the terminal's reach: Ctrl+C is
/// sent to every process of a group, and a program that ends by it looks as if it had failed.
/// </summary>
/// <remarks>
/// A group and no session of its own: by its session <see cref="Subreaper"/> knows what is not an agent's.
/// https://man7.org/linux/man-pages/man2/setpgid.2.html
/// </remarks>
internal static partial class OwnGroup
{
    /// <summary>Begins one, where there are groups.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetGroup(0, 0); // one that leads a session has its own
    }

    [LibraryImport("libc", EntryPoint = "setpgid", SetLastError = true)]
    private static partial int SetGroup(int process, int group);
}
