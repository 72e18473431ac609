namespace OneShot.Testing;

/// <summary>The PowerShell that the build installs for the tests.</summary>
public static class PowerShell
{
    private static readonly string Program = Path.Combine(
        Repository.Root,
        "artifacts",
        "powershell",
        OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"
    );

    /// <summary>Runs it: <c>-File</c> and a script with its arguments, or <c>-Command</c> and one.</summary>
    public static Outcome Run(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        string input,
        params string[] arguments
    ) => Launch.RunWithInput(folder, With(environment), input, Installed, ["-NoProfile", .. arguments]);

    /// <summary>Starts it.</summary>
    public static Launch Start(
        string folder,
        IReadOnlyDictionary<string, string?> environment,
        params string[] arguments
    ) => Launch.Start(folder, With(environment), Installed, ["-NoProfile", .. arguments]);

    private static string Installed =>
        File.Exists(Program)
            ? Program
            : throw new InvalidOperationException("PowerShell is not installed. Type: ./build.sh --target=Test");

    // It looks for a newer one and tells its maker that it runs; nothing of that in a test.
    private static Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> environment) =>
        new(environment) { ["POWERSHELL_TELEMETRY_OPTOUT"] = "1", ["POWERSHELL_UPDATECHECK"] = "Off" };
}
