namespace OneShot.Processes;

/// <summary>
/// Exit codes that stand for a signal. Only those that end programs from outside:
/// some agents end with a service's status, of which the system keeps eight bits.
/// </summary>
internal static class Signals
{
    public static string? NameOf(int exitCode) =>
        OperatingSystem.IsWindows()
            ? null
            : exitCode switch
            {
                128 + 6 => "SIGABRT",
                128 + 9 => "SIGKILL",
                128 + 11 => "SIGSEGV",
                128 + 15 => "SIGTERM",
                _ => null,
            };
}
