using System.Text.Json;
using System.Text.Json.Nodes;
using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Core.IO;

namespace Build;

/// <summary>
/// Raises the agents' versions: each package to the newest that
/// npm knows, with a lock file of hashes and without addresses.
/// </summary>
internal static class AgentPins
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true };

    /// <summary>Raises what is older, and returns the agents' names.</summary>
    public static string[] Raise(BuildContext context) =>
        [.. AgentPrograms.Packages(context).Where(package => IsRaised(context, package)).Select(AgentPrograms.NameOf)];

    private static bool IsRaised(BuildContext context, DirectoryPath package)
    {
        var path = package.CombineWithFilePath("package.json").FullPath;
        var description = JsonNode.Parse(File.ReadAllText(path))!;
        var (name, pinned) = description["dependencies"]!
            .AsObject()
            .Select(one => (one.Key, one.Value!.GetValue<string>()))
            .Single();
        var newest = NpmFolder.Ask(package, "view", name, "version");
        if (Version.Parse(newest) <= Version.Parse(pinned))
        {
            context.Information($"{name} {pinned} is the newest");
            return false;
        }

        // In a folder of its own: half a raise is none.
        description["dependencies"]![name] = newest;
        var folder = context.Root.Combine("artifacts/raise/" + AgentPrograms.NameOf(package));
        context.CleanDirectory(folder);
        File.WriteAllText(
            folder.CombineWithFilePath("package.json").FullPath,
            description.ToJsonString(Written) + "\n"
        );
        NpmFolder.Ask(
            folder,
            "install",
            "--package-lock-only",
            "--omit-lockfile-registry-resolved",
            "--no-audit",
            "--no-fund",
            "--loglevel=error"
        );
        var packages = JsonNode.Parse(File.ReadAllText(folder.CombineWithFilePath("package-lock.json").FullPath))![
            "packages"
        ]!.AsObject();
        foreach (
            var platform in packages["node_modules/" + name]!["optionalDependencies"]?.AsObject().Select(one => one.Key)
                ?? []
        )
        {
            if (packages["node_modules/" + platform]?["integrity"] is null)
                context.Warning($"{platform} is not on npm's feed here: {name} can't be installed on that platform");
        }

        context.CopyFiles(folder.FullPath + "/package*.json", package);
        context.Information($"{name} {pinned} is raised to {newest}");
        return true;
    }
}
