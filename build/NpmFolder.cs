using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>A folder of third-party programs that tests talk to, from npm.</summary>
internal static class NpmFolder
{
    /// <summary>Installs the agents' programs as the product does, each from its own lock file.</summary>
    public static void InstallAgents(BuildContext context)
    {
        foreach (var locked in context.GetFiles(context.Root.FullPath + "/src/OneShot/Agents/Packages/*/package-lock.json"))
        {
            var name = locked.GetDirectory().GetDirectoryName();
            var folder = "artifacts/agents/" + name;
            context.EnsureDirectoryExists(context.Root.Combine(folder));
            context.CopyFiles(locked.GetDirectory().FullPath + "/*.json", context.Root.Combine(folder));
            Install(context, folder, $"the agent {name}");
        }
    }

    /// <summary>Installs what the sandbox's proxy is built on, as the product does.</summary>
    public static void InstallSandbox(BuildContext context)
    {
        const string folder = "artifacts/sandbox";
        context.EnsureDirectoryExists(context.Root.Combine(folder));
        context.CopyFiles(context.Root.FullPath + "/src/OneShot/Sandbox/Packages/*.json", context.Root.Combine(folder));
        Install(context, folder, "what the sandbox's proxy is built on (about 12 MB)");
    }

    /// <summary>Installs what the folder's lock file says, when that changed since.</summary>
    public static void Install(BuildContext context, string path, string what)
    {
        var folder = context.Root.Combine(path);
        var installed = context.FileSystem.GetFile(folder.CombineWithFilePath("node_modules/.package-lock.json"));
        var locked = context.FileSystem.GetFile(folder.CombineWithFilePath("package-lock.json"));
        if (installed.Exists && File.GetLastWriteTimeUtc(installed.Path.FullPath) >= File.GetLastWriteTimeUtc(locked.Path.FullPath)) return;

        context.Information($"Installing {what}");
        var arguments = new ProcessArgumentBuilder().Append("ci").Append("--no-audit").Append("--no-fund").Append("--loglevel=error");
        using var npm = context.ProcessRunner.Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", new ProcessSettings { Arguments = arguments, WorkingDirectory = folder })
            ?? throw new CakeException("npm was not found: install Node 20 or newer.");
        npm.WaitForExit();
        if (npm.GetExitCode() != 0) throw new CakeException($"npm ci failed with exit code {npm.GetExitCode()}.");
    }
}
