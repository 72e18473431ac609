using System.Diagnostics;
using Xunit;

namespace OneShot.Testing;

/// <summary>A test that needs Node 20 and npm; where they are missing it is skipped, with what brings them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Lack = new(Look);

    public NodeFactAttribute() => Skip = Lack.Value;

    private static string? Look() =>
        Version("npm") is not null
        && Version("node")?.TrimStart('v').Split('.')[0] is { } version
        && int.TryParse(version, out var major)
        && major >= 20
            ? null
            : "no Node 20 with npm here: https://nodejs.org/en/download";

    private static string? Version(string program)
    {
        try
        {
            using var trial = Process.Start(
                new ProcessStartInfo(program, ["--version"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            var version = trial.StandardOutput.ReadToEnd();
            trial.WaitForExit();
            return trial.ExitCode == 0 ? version.Trim() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
