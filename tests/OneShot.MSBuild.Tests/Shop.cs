namespace OneShot.MSBuild.Tests;

/// <summary>A user's project with the package as it lies in a cache, in a repository, built by the real dotnet build.</summary>
internal sealed class Shop : IDisposable
{
    private const string Plain =
        "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>";

    private readonly TempFolder _folder = new("shop");
    private readonly Dictionary<string, string?> _environment;

    public Shop()
    {
        Repo = GitRepo.Init(_folder["work"]);
        Repo.Write(".gitignore", "bin/\nobj/\npackages/\n");
        Repo.Write(
            "shop.csproj",
            Plain + "<Import Project=\"packages/oneshot.msbuild/build/OneShot.MSBuild.targets\" /></Project>"
        );
        Repo.Write(
            "api/api.csproj",
            Plain + "<Import Project=\"../packages/oneshot.msbuild/build/OneShot.MSBuild.targets\" /></Project>"
        );
        Repo.Write("bare/bare.csproj", Plain + "</Project>");
        Repo.Write(
            "mixed/Mixed.slnx",
            "<Solution><Project Path=\"../shop.csproj\" /><Project Path=\"../bare/bare.csproj\" /></Solution>"
        );
        Repo.Git("add", "-A");
        Repo.Git("commit", "--quiet", "-m", "First");
        var source = Path.Combine(Repository.Root, "src", "OneShot.MSBuild", "Package");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            Pack(file, Path.GetRelativePath(source, file));
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Repository.Program("OneShot.MSBuild"))!))
            Pack(file, "tasks/net10.0/" + Path.GetFileName(file));
        var runner = Path.ChangeExtension(Repository.Program("OneShot.Tool"), null);
        foreach (var file in new[] { runner + ".dll", runner + ".runtimeconfig.json" })
            Pack(file, "tasks/net10.0/" + Path.GetFileName(file));
        _environment = new Dictionary<string, string?>
        {
            ["PATH"] = LookedAt.PathWithoutAgents,
            ["DOTNET_CLI_HOME"] = _folder["home"],
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
        // What a test has from the dotnet that runs it.
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfBuild))
            _environment.TryAdd(name, null);
    }

    public GitRepo Repo { get; }

    /// <summary>Builds, with the output in a pipe.</summary>
    public Outcome Build(params string[] arguments) =>
        Launch.Run(Repo.Path, _environment, "dotnet", ["build", "--no-restore", "-nologo", .. arguments]);

    /// <summary>Begins to build, with the output in a pipe that somebody else reads as it comes.</summary>
    /// <param name="file">What is read so.</param>
    /// <param name="arguments">The arguments.</param>
    public Launch Start(string file, params string[] arguments)
    {
        string[] command = ["dotnet", "build", "--no-restore", "-nologo", .. arguments];
        return Launch.Start(Repo.Path, _environment, "sh", ["-c", "\"$@\" 2>&1 | cat > \"$0\"", file, .. command]);
    }

    /// <summary>Builds at a terminal; the output is what stands on it in the end.</summary>
    /// <param name="columns">How wide it is.</param>
    /// <param name="variables">What its user has set.</param>
    /// <param name="arguments">The arguments.</param>
    public Outcome BuildAtTerminal(int columns, string variables, params string[] arguments)
    {
        string[] command = ["dotnet", "build", "--no-restore", "-nologo", .. arguments];
        var sent = new PseudoTerminal(columns, 50).Run(Repo.Path, _environment, "\"$@\"", variables, command);
        var lines = TerminalScreen.Of(sent.Output, columns);
        return sent with { Output = string.Join('\n', lines).Trim('\n') + "\n" };
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsOfBuild(string name) => name.Contains("MSBUILD", StringComparison.OrdinalIgnoreCase);

    private void Pack(string file, string name)
    {
        var packed = Repo["packages/oneshot.msbuild/" + name];
        Directory.CreateDirectory(Path.GetDirectoryName(packed)!);
        File.Copy(file, packed, overwrite: true);
    }
}
