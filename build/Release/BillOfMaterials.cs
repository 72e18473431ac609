using Cake.Core;
using Cake.Core.IO;

namespace Build.Release;

/// <summary>What the packages are made of and stand on, as CycloneDX has it.</summary>
internal static class BillOfMaterials
{
    /// <summary>Writes it; of the tool, which has all of OneShot in it.</summary>
    /// <param name="context">The build.</param>
    /// <param name="version">The version.</param>
    /// <param name="folder">Where to.</param>
    public static void Write(BuildContext context, string version, DirectoryPath folder) =>
        ManifestTool.Run(
            context,
            "dotnet-CycloneDX",
            arguments =>
                arguments
                    .AppendQuoted(context.Root.CombineWithFilePath("src/OneShot.Tool/OneShot.Tool.csproj").FullPath)
                    .AppendSwitchQuoted("--output", folder.FullPath)
                    .AppendSwitchQuoted("--filename", $"oneshot-{version}.cdx.json")
                    .Append("--output-format Json --no-serial-number --exclude-dev")
                    .Append("--set-name OneShot")
                    .AppendSwitchQuoted("--set-version", version)
        );
}
