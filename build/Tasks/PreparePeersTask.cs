using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

/// <summary>Installs the third-party programs that the tests talk to, from npm, when their lock file changed.</summary>
[TaskName("PreparePeers")]
[TaskDescription("Installs the peers of the tests from npm (needs Node 20 or newer)")]
public sealed class PreparePeersTask : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        foreach (var peer in new[] { "github", "workflows" }) Install(context, context.Root.Combine("tests/peers").Combine(peer));
    }

    private static void Install(BuildContext context, DirectoryPath folder)
    {
        var installed = context.FileSystem.GetFile(folder.CombineWithFilePath("node_modules/.package-lock.json"));
        var locked = context.FileSystem.GetFile(folder.CombineWithFilePath("package-lock.json"));
        if (installed.Exists && File.GetLastWriteTimeUtc(installed.Path.FullPath) >= File.GetLastWriteTimeUtc(locked.Path.FullPath)) return;

        context.Information($"Installing the peers of the tests: {folder.GetDirectoryName()}");
        var arguments = new ProcessArgumentBuilder().Append("ci").Append("--no-audit").Append("--no-fund").Append("--loglevel=error");
        using var npm = context.ProcessRunner.Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", new ProcessSettings { Arguments = arguments, WorkingDirectory = folder })
            ?? throw new CakeException("npm was not found: install Node 20 or newer.");
        npm.WaitForExit();
        if (npm.GetExitCode() != 0) throw new CakeException($"npm ci failed with exit code {npm.GetExitCode()}.");
    }
}
