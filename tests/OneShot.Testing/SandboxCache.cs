using System.Security.Cryptography;
using System.Text.Json;

namespace OneShot.Testing;

/// <summary>
/// OneShot's own cache folder as it is after the first sandbox: tests
/// reach no registry, and the build has installed what they need.
/// </summary>
public static class SandboxCache
{
    private static readonly string Packages = Path.Combine(
        Repository.Root,
        "src",
        "OneShot.Agents",
        "Sandbox",
        "Packages"
    );

    /// <summary>Makes it.</summary>
    /// <param name="cache">What <c>XDG_CACHE_HOME</c> will name.</param>
    public static void Fill(string cache)
    {
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(File.ReadAllBytes(Path.Combine(Packages, "package-lock.json")))
        );
        using var package = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Packages, "package.json")));
        var version = package.RootElement.GetProperty("dependencies").EnumerateObject().Single().Value.GetString();
        var folder = Path.Combine(cache, "oneshot", $"sandbox-{version}-{hash[..8]}");
        if (Directory.Exists(folder))
            return;
        Directory.CreateDirectory(folder);
        var copied = Launch.Run(
            "/",
            null,
            "cp",
            "-r",
            Path.Combine(Repository.Root, "artifacts", "sandbox", "node_modules"),
            folder
        );
        if (copied.ExitCode != 0)
            throw new InvalidOperationException(
                "The peers of the tests are not installed. Type: ./build.sh --target=Test"
            );
        File.WriteAllText(Path.Combine(folder, "complete"), hash);
    }
}
