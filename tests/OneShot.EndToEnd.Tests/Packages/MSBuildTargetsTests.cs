using System.Text.RegularExpressions;

namespace OneShot.EndToEnd.Tests.Packages;

/// <summary>What can be done with a one-shot afterwards, as targets of a user's solution.</summary>
public sealed class MSBuildTargetsTests : IClassFixture<MSBuildSolution>, IDisposable
{
    private static readonly string[] Here = ["-p:OneShotForge=local", "-p:OneShotAgent=rehearsal"];

    private readonly MSBuildSolution _solution;
    private readonly TempFolder _folder = new("targets");
    private readonly GitRepo _repo;

    public MSBuildTargetsTests(MSBuildSolution solution)
    {
        _solution = solution;
        _repo = GitRepo.Init(_folder["work"]);
        solution.CopyTo(_repo.Path);
        _repo.Write(".gitignore", "bin/\nobj/\n");
        _repo.Git("add", "-A");
        _repo.Git("commit", "--quiet", "-m", "First");
    }

    [Fact]
    public void The_page_is_written_everything_looked_at_and_the_one_shot_removed_by_what_was_printed()
    {
        var made = Run(0, ["-t:OneShot", "-p:OneShotPrompt=Add a discount", .. Here]);
        var id = Regex
            .Match(made.Output, "undo: dotnet build shop -t:OneShotUndo -p:OneShotDistinctId=([a-z0-9]{6})")
            .Groups[1]
            .Value;
        id.Length.ShouldBe(6, made.Output);

        var page = _repo[".git/oneshot/pulls/1.html"];
        File.Delete(page);
        Run(0, "-t:OneShotReport").Output.ShouldContain($"report of {id}: {page}");
        File.Exists(page).ShouldBeTrue();
        Run(1, "-t:OneShotReport", "-p:OneShotDistinctId=zzzzzz").Output.ShouldContain("error OS2019");

        var doctor = Run(0, ["-t:OneShotDoctor", .. Here]).Output;
        doctor.ShouldMatch(@"pass  git +\d");
        doctor.ShouldMatch("pass  agents +rehearsal");
        Run(1, "-t:OneShotDoctor", "-p:OneShotForge=github").Output.ShouldContain("error OS3040");

        Run(1, "-t:OneShotUndo").Output.ShouldContain("error OS2142");
        Run(0, "-t:OneShotUndo", "-p:OneShotDistinctId=" + id);
        _repo.Git("branch", "--list", "oneshot-*").ShouldBeEmpty();
        _repo.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public void A_misspelt_property_stops_it_before_anything_is_made()
    {
        var outcome = Run(1, ["-t:OneShot", "-p:OneShotPrompt=x", "-p:OneShotPreviw=true", .. Here]);
        outcome.Output.ShouldContain(
            "OneShot : error OS2140: There is no property OneShotPreviw. Did you mean -p:OneShotPreview?"
        );
        _repo.Git("branch", "--list", "oneshot-*").ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private Outcome Run(int exit, params string[] arguments)
    {
        var outcome = _solution.Run(
            _repo.Path,
            new Dictionary<string, string?>(),
            ["msbuild", "shop", "-nologo", .. arguments]
        );
        outcome.ExitCode.ShouldBe(exit, outcome.All);
        return outcome;
    }
}
