namespace OneShot.Testing;

/// <summary>What is needed of this repository to build it elsewhere, with the packages that are here already.</summary>
public static class RepositoryCopy
{
    public static string Packages { get; } =
        System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Repository.UserHome, ".nuget", "packages");

    public static Dictionary<string, string?> Environment =>
        new()
        {
            ["HOME"] = Repository.UserHome,
            ["NUGET_PACKAGES"] = Packages,
            ["NO_COLOR"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };

    public static TempFolder Make(string name)
    {
        var copy = new TempFolder(name);
        var files = new GitRepo(Repository.Root).Git(
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
            "--",
            ".github",
            "build",
            "src",
            "build.sh",
            "*.props",
            "*.targets",
            "global.json",
            "OneShot.sln",
            ".editorconfig"
        );
        foreach (
            var file in files
                .Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Where(file => File.Exists(Path.Combine(Repository.Root, file)))
        )
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy[file])!);
            File.Copy(Path.Combine(Repository.Root, file), copy[file]);
        }

        return copy;
    }
}
