using System.Security.Cryptography;
using OneShot.Npm;
using OneShot.Sandbox;

namespace OneShot.Tests.Sandbox;

/// <summary>OneShot's own cache folder as it is after the first sandbox: tests reach no registry, and the build has installed what they need.</summary>
internal static class SandboxCache
{
    /// <summary>Makes it.</summary>
    /// <param name="cache">What <c>XDG_CACHE_HOME</c> will name.</param>
    public static void Fill(string cache)
    {
        using var locked = NpmInstallation.Open(SandboxRuntime.Resources, "package-lock.json");
        var hash = Convert.ToHexStringLower(SHA256.HashData(locked));
        var folder = Path.Combine(cache, "oneshot", $"sandbox-{NpmInstallation.VersionOf(SandboxRuntime.Resources, SandboxRuntime.Package)}-{hash[..8]}");
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        Launch.Run("/", null, "cp", "-r", Path.Combine(Repository.Root, "artifacts", "sandbox", "node_modules"), folder).ExitCode.ShouldBe(0);
        File.WriteAllText(Path.Combine(folder, "complete"), hash);
    }
}
