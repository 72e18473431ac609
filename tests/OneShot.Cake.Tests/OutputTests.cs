namespace OneShot.Cake.Tests;

/// <summary>What people read of a script, as it was looked at once.</summary>
public sealed class OutputTests : IDisposable
{
    private static readonly string[] Here = ["--forge=local", "--agent=rehearsal"];

    private readonly Script _script = new();
    private readonly LookedAt _told;

    public OutputTests() => _told = new LookedAt(_script.Repo.Path, "dotnet cake");

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        Tell("--target=Status");
        Tell(["--prompt=Add a --verbose flag", "--slug=verbose", .. Here]);
        _told.IdOf("verbose");
        Tell(["--prompt=Add a --quiet flag", "--slug=quiet", "--verbosity=quiet", .. Here]);
        var quiet = _told.IdOf("quiet");
        Tell(
            "--prompt=Add a --version flag",
            "--slug=version",
            "--forge=local",
            "--agent=command",
            "--agent-command=echo no model; exit 3"
        );
        _told.IdOf("version");
        Tell("--target=Status");
        Tell("--target=Resume", "--id=" + quiet);
        Tell("--target=Undo", "--id=" + quiet);
        Tell(["--prompt= ", .. Here]);
        Tell("--prompt=Add it", "--forge=local", "--agent=cluade");
        Tell(["--target=Status", "--promt=Add it"]);
        _told.Compare("script.txt");
    }

    [Theory]
    [InlineData("--target=Ask", "--preview")]
    [InlineData("--target=Preview")]
    public void A_preview_says_at_its_end_that_it_was_one(params string[] typed)
    {
        var outcome = _script.Run([.. typed, "--prompt=Add a --verbose flag", .. Here]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        var lines = outcome.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        var summary = lines.FindIndex(line => line.Contains("Duration", StringComparison.Ordinal));
        lines[..summary].Last(line => line.Length > 0).ShouldBe("this was a preview: nothing was made");
    }

    public void Dispose() => _script.Dispose();

    // Cake fills the lines around its tasks up.
    private void Tell(params string[] typed)
    {
        var outcome = _script.Run(typed);
        _told.Add(
            typed,
            outcome with
            {
                Output = string.Join('\n', outcome.Output.Split('\n').Select(line => line.TrimEnd())),
            }
        );
    }
}
