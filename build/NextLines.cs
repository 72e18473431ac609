namespace Build;

/// <summary>What whoever made the packages types next: as it stands, in a repository of theirs.</summary>
internal static class NextLines
{
    /// <summary>The lines.</summary>
    /// <param name="folder">Where the packages are.</param>
    /// <param name="version">Their version.</param>
    /// <param name="standIn">The version of the stand-in for Cake.Frosting, where they are on it, to try.</param>
    public static IEnumerable<string> For(string folder, string version, string? standIn) =>
        [
            "",
            standIn is not null
                ? "To try, not to publish. In a repository of yours, once:"
                : "In a repository of yours, once:",
            "    " + NewFile,
            $"    dotnet nuget add source \"{folder}\" --name oneshot --configfile {File}",
            "then the tool:",
            $"    dotnet tool install OneShot.Tool --version {version} --create-manifest-if-needed",
            "    dotnet oneshot \"Add a --verbose flag\" --forge=local --agent=rehearsal",
            "or in the Cake Frosting build in the folder build (least Cake: 7.0.0):",
            // A build that names Cake.Frosting itself would ask for two versions.
            .. standIn is null
                ? Array.Empty<string>()
                : [$"    dotnet add build package Cake.Frosting --version {standIn}"],
            $"    dotnet add build package OneShot.Frosting --version {version}",
            "or in any project, here that of the folder src:",
            $"    dotnet add src package OneShot.MSBuild --version {version}",
            "or in a program, here that of the folder src:",
            $"    dotnet add src package OneShot --version {version}",
            "or as the first line of a .cake script:",
            $"    #addin nuget:?package=OneShot.Cake&version={version}",
        ];

    // A file of the repository's own: without one, the command would change the user's, for all repositories.
    private static string NewFile =>
        OperatingSystem.IsWindows()
            ? "if (!(Test-Path NuGet.config)) { '<configuration />' | Set-Content NuGet.config }"
            : "ls | grep -qix nuget.config || echo '<configuration />' >NuGet.config";

    // NuGet takes one of any case, and would not look at a second one.
    private static string File => OperatingSystem.IsWindows() ? "NuGet.config" : "\"$(ls | grep -ix nuget.config)\"";
}
