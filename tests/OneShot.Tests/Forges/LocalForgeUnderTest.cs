using System.Text.Json;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Settings;
using OneShot.Git;
using OneShot.Local;
using OneShot.Local.Store;

namespace OneShot.Tests.Forges;

/// <summary>The local forge of a real repository.</summary>
public sealed class LocalForgeUnderTest : IForgeUnderTest
{
    private readonly TempFolder _folder = new("forge");

    public LocalForgeUnderTest()
    {
        Branches = GitRepo.Init(_folder["work"]);
        Branches.Commit("First", "README.md", "# Shop\n");
        var git = new GitRunner(Branches.Path, TimeSpan.FromSeconds(240), new RecordingReporter());
        var state = new RepositoryState(
            Branches[".git"],
            Branches[".git"],
            Branches.Path,
            "Ada Lovelace <ada@example.com> 1 +0000",
            null,
            false,
            null,
            null
        );
        var runner = new RunnerProcess(AppContext.BaseDirectory, ProgramStore.Of(_ => null));
        Forge = new LocalForges(git, Branches.Path, runner, TimeProvider.System, _ => null, null).Open(
            new ForgeRequest { Terms = () => RunTerms.Of(new OneShotSettings { AgentCommand = "sleep 60" }) },
            state
        );
    }

    internal IForge Forge { get; }

    IForge IForgeUnderTest.Forge => Forge;

    public GitRepo Branches { get; }

    public Task<IReadOnlyList<string>> CommentsAsync(int number)
    {
        var file = new[] { "pulls", "issues" }
            .Select(kind => Branches[$".git/oneshot/{kind}/{number}.json"])
            .First(File.Exists);
        return Task.FromResult<IReadOnlyList<string>>(
            JsonDocument
                .Parse(File.ReadAllText(file))
                .RootElement.GetProperty("comments")
                .EnumerateArray()
                .Select(comment => comment.GetProperty("body").GetString()!)
                .ToArray()
        );
    }

    private LocalThreads Eve => new(new LocalStore(Branches[".git/oneshot"]), "Eve", TimeProvider.System);

    public int PlantIssue(string body, string label) =>
        Eve.CreateAsync(new NewIssue(body, "Planted", body, [label]), CancellationToken.None)
            .GetAwaiter()
            .GetResult()
            .Number;

    public void PlantComment(int number, string body) =>
        Eve.CommentAsync(number, body.Split('\n')[0], body.Split('\n')[1], CancellationToken.None)
            .GetAwaiter()
            .GetResult();

    public string? EditIssue(int number, string body) => null;

    public void Dispose() => _folder.Dispose();
}
