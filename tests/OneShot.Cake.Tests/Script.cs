using OneShot.Testing.Faces;

namespace OneShot.Cake.Tests;

/// <summary>A user's script with the addin as it lies in its folder of tools, run by the real <c>dotnet cake</c>.</summary>
internal sealed class Script : IDisposable
{
    private const string Text = """
        #reference "tools/OneShot.Cake/lib/net10.0/OneShot.Cake.dll"

        Task("Ask").Does(() => DispatchOneShot());
        Task("Many").Does(() =>
        {
            foreach (var prompt in new[] { "Add a", "Add b" })
                Information("told {0}", DispatchOneShot(prompt).Id);
        });
        Task("Two").Does(() =>
        {
            foreach (var one in new[] { "first", "second" })
                DispatchOneShot(new OneShotSettings
                {
                    Prompt = "The " + one,
                    Forge = "local",
                    Agent = "command",
                    AgentCommand = "sh '" + Argument<string>("agents") + "/" + one + ".sh'",
                    Sandbox = "none",
                });
        });
        Task("Preview").Does(() => PreviewOneShot(new OneShotSettings()));
        Task("Resume").Does(() => ResumeOneShot(Argument<string>("id")));
        Task("Undo").Does(() => UndoOneShot(Argument<string>("id")));
        Task("Status").Does(() => { foreach (var one in OneShotStatus()) Information("{0} {1}", one.Id, one.State); });

        RunTarget(Argument("target", "Ask"));

        """;

    private readonly TempFolder _folder = new("script");
    private readonly Dictionary<string, string?> _environment;

    public Script()
    {
        Repo = GitRepo.Init(_folder["work"]);
        Repo.Commit("First", ".gitignore", "tools/\n");
        Repo.Commit("Second", "build.cake", Text);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Repository.Program("OneShot.Cake"))!))
        {
            // What Cake carries itself is Cake's.
            if (
                !Path.GetFileName(file).StartsWith("Microsoft.", StringComparison.Ordinal)
                || file.Contains("Globbing", StringComparison.Ordinal)
            )
                Pack(file, "lib/net10.0");
        }

        var runner = Path.ChangeExtension(Repository.Program("OneShot.Tool"), null);
        Pack(runner + ".dll", "tools");
        Pack(runner + ".runtimeconfig.json", "tools");
        _environment = new Dictionary<string, string?>
        {
            ["PATH"] = LookedAt.PathWithoutAgents,
            ["NO_COLOR"] = "1",
            ["CAKE_SETTINGS_ENABLESCRIPTCACHE"] = "true",
        };
    }

    public GitRepo Repo { get; }

    public Outcome Run(params string[] arguments) =>
        Launch.Run(Repo.Path, _environment, "dotnet", [ScriptFace.Cake, .. arguments]);

    public void Dispose() => _folder.Dispose();

    private void Pack(string file, string folder)
    {
        Directory.CreateDirectory(Repo["tools/OneShot.Cake/" + folder]);
        File.Copy(file, Repo[$"tools/OneShot.Cake/{folder}/{Path.GetFileName(file)}"]);
    }
}
