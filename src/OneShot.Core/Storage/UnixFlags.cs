using System.Runtime.InteropServices;

namespace OneShot.Core.Storage;

/// <summary>The flags of <c>open(2)</c>, which are others on every system.</summary>
internal static class UnixFlags
{
    private static readonly bool IsArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int NonBlocking => OperatingSystem.IsLinux() ? 0x800 : 0x4;

    public static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;

    public static int NoFollow =>
        !OperatingSystem.IsLinux() ? 0x100
        : IsArm ? 0x8000
        : 0x20000;
}
