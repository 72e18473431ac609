using Cake.Common.Diagnostics;
using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Tool;
using Cake.Core;

namespace Build;

/// <summary>
/// The shell of <c>build.ps1</c>, which the tests run that script by: the .NET tool, in a folder of this repository.
/// </summary>
internal static class PowerShellTool
{
    private const string Version = "7.6.9";

    /// <summary>Installs it, unless that version is there.</summary>
    public static void Install(BuildContext context)
    {
        var folder = context.Root.Combine("artifacts/powershell");
        if (context.DirectoryExists(folder.Combine(".store/powershell/" + Version)))
            return;
        context.CleanDirectory(folder);
        context.Information("Installing PowerShell, for the tests of build.ps1 (about 45 MB)");
        context.DotNetTool(
            "tool",
            new DotNetToolSettings
            {
                ArgumentCustomization = arguments =>
                    arguments
                        .Append("install PowerShell --version")
                        .Append(Version)
                        .Append("--verbosity quiet --tool-path")
                        .AppendQuoted(folder.FullPath),
            }
        );
    }
}
