using OneShot.Core.Errors;
using OneShot.Core.Text;

namespace OneShot.MSBuild;

/// <summary>
/// How the build was started: with the project or folder that was named, without which the same folder may have
/// another project, or a solution of which not every project has the package.
/// </summary>
internal static class BuildPlace
{
    // Of the dotnet program; MSBuild itself has none.
    private static readonly string[] Verbs = ["build", "msbuild", "pack", "publish", "restore", "run", "test"];

    // Options of dotnet build and of MSBuild that take nothing, beside --no-restore and its like.
    private static readonly string[] Switches =
    [
        "bl",
        "debug",
        "disable-build-servers",
        "force",
        "interactive",
        "m",
        "maxcpucount",
        "noautorsp",
        "nologo",
        "r",
        "restore",
        "sc",
        "self-contained",
        "tl",
        "ucr",
        "use-current-runtime",
    ];

    /// <summary>What is typed before a target.</summary>
    /// <param name="typed">The command line, the program first.</param>
    /// <param name="folder">The folder that it was typed in; <see langword="null"/> where that is not known.</param>
    public static string Command(IReadOnlyList<string> typed, string? folder)
    {
        if (folder is null)
            return BuildWords.Command;
        for (var i = typed is [_, var verb, ..] && Verbs.Contains(verb) ? 2 : 1; i < typed.Count; i++)
        {
            if (typed[i].StartsWith('-'))
            {
                // What follows may be its value.
                if (!typed[i].Contains(':') && !typed[i].Contains('=') && !IsSwitch(typed[i]))
                    i++;
            }
            else if (IsProject(Path.Combine(folder, typed[i])))
            {
                return $"{BuildWords.Command} {ShellWord.Of(typed[i])}";
            }
        }

        return BuildWords.Command;
    }

    private static bool IsSwitch(string option) =>
        option.StartsWith("--no", StringComparison.Ordinal) || Switches.Contains(option.TrimStart('-'));

    private static bool IsProject(string path) =>
        Directory.Exists(path) || (path.EndsWith("proj", StringComparison.Ordinal) && File.Exists(path));
}
