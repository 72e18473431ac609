using System.Diagnostics;
using Xunit;

namespace OneShot.Testing;

/// <summary>A test that needs git-lfs; where there is none it is skipped, with the line that brings it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LargeFilesFactAttribute : FactAttribute
{
    public LargeFilesFactAttribute() => Skip = LargeFilesHere.Lack;
}

/// <summary>Whether this machine has git-lfs.</summary>
public static class LargeFilesHere
{
    private static readonly Lazy<string?> Found = new(Look);

    /// <summary>What is missing, and the line that brings it; <see langword="null"/> when nothing is.</summary>
    public static string? Lack => Found.Value;

    private static string? Look()
    {
        try
        {
            using var trial = Process.Start(
                new ProcessStartInfo("git-lfs", ["version"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            trial.StandardOutput.ReadToEnd();
            trial.WaitForExit();
            return trial.ExitCode == 0 ? null : "no git-lfs here: apt-get install -y git-lfs";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "no git-lfs here: apt-get install -y git-lfs";
        }
    }
}
