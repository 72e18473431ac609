using System.ComponentModel;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>A folder of third-party programs that tests talk to, from npm.</summary>
internal static class NpmFolder
{
    /// <summary>Installs what the sandbox's proxy is built on, as the product does.</summary>
    public static void InstallSandbox(BuildContext context)
    {
        const string folder = "artifacts/sandbox";
        context.EnsureDirectoryExists(context.Root.Combine(folder));
        context.CopyFiles(
            context.Root.FullPath + "/src/OneShot.Agents/Sandbox/Packages/*.json",
            context.Root.Combine(folder)
        );
        Install(context, folder, "what the sandbox's proxy is built on (about 12 MB)");
    }

    /// <summary>Installs what the folder's lock file says, when that changed since.</summary>
    public static void Install(BuildContext context, string path, string what)
    {
        var folder = context.Root.Combine(path);
        var installed = context.FileSystem.GetFile(folder.CombineWithFilePath("node_modules/.package-lock.json"));
        var locked = context.FileSystem.GetFile(folder.CombineWithFilePath("package-lock.json"));
        if (
            installed.Exists
            && File.GetLastWriteTimeUtc(installed.Path.FullPath) >= File.GetLastWriteTimeUtc(locked.Path.FullPath)
        )
            return;

        context.Information($"Installing {what}");
        Ask(folder, "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }

    /// <summary>Runs npm in a folder, and returns what it answers.</summary>
    public static string Ask(DirectoryPath folder, params string[] arguments)
    {
        try
        {
            using var npm = StartedProgram.Of(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                folder.FullPath,
                null,
                arguments
            );
            var answer = npm.StandardOutput.ReadToEnd();
            npm.WaitForExit();
            return npm.ExitCode == 0
                ? answer.Trim()
                : throw new CakeException($"npm {arguments[0]} failed with exit code {npm.ExitCode}.");
        }
        catch (Win32Exception)
        {
            throw new CakeException("npm was not found: install Node 20 or newer.");
        }
    }
}
