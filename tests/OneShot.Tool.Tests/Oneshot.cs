namespace OneShot.Tool.Tests;

/// <summary>The tool, run as a process in a repository that has no build.</summary>
public sealed class Oneshot : IDisposable
{
    public static readonly string Program = Repository.Program("OneShot.Tool");

    public Oneshot()
    {
        Folder = new TempFolder("tool");
        Repo = GitRepo.Init(Folder["work"]);
        Repo.Commit("First", "README.md", "# Shop\n");
    }

    public TempFolder Folder { get; }

    public GitRepo Repo { get; }

    public Dictionary<string, string?> Environment { get; } = new() { ["NO_COLOR"] = "1" };

    public Outcome Run(params string[] arguments) =>
        Launch.Run(Repo.Path, Environment, "dotnet", [Program, .. arguments]);

    /// <summary>A one-shot of this machine, whose id is the result.</summary>
    public string Dispatch(string prompt, params string[] more)
    {
        Run(["--forge=local", "--agent=rehearsal", prompt, .. more]);
        return Path.GetFileNameWithoutExtension(
            Directory
                .GetFiles(Repo[".git/oneshot/journal"], "*.json")
                .OrderByDescending(File.GetLastWriteTimeUtc)
                .First()
        );
    }

    public void Dispose() => Folder.Dispose();
}
