namespace OneShot.Frosting.Tests;

/// <summary>What people read of a build, as it was looked at once.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly LocalSample _here = new();
    private readonly LookedAt _told;

    public OutputTests()
    {
        _here.Environment["PATH"] = LookedAt.PathWithoutAgents;
        _told = new LookedAt(_here.Repo.Path, "./build.sh");
    }

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        string[] rehearsed = ["--target=OneShot", "--forge=local", "--agent=rehearsal"];
        Tell("--target=OneShotHelp");
        Tell([.. rehearsed, "--prompt=Add a --verbose flag", "--slug=verbose"]);
        _told.IdOf("verbose");
        Tell([.. rehearsed, "--prompt=Add a --quiet flag", "--slug=quiet", "--verbosity=quiet"]);
        _told.IdOf("quiet");
        Tell(
            "--target=OneShot",
            "--forge=local",
            "--agent=command",
            "--agent-command=echo no model; exit 3",
            "--prompt=Add a --version flag",
            "--slug=version"
        );
        _told.IdOf("version");
        Tell("--target=OneShotStatus");
        Tell([.. rehearsed, "--prompt= "]);
        Tell("--target=OneShotDoctor", "--forge=local");
        Tell("--target=OneShotStatsu");
        _told.Compare("build.txt");
    }

    public void Dispose() => _here.Dispose();

    // Cake fills the lines around its tasks up.
    private static Outcome Trimmed(Outcome outcome) =>
        outcome with
        {
            Output = string.Join('\n', outcome.Output.Split('\n').Select(line => line.TrimEnd())),
        };

    private void Tell(params string[] typed) => _told.Add(typed, Trimmed(_here.Run(typed)));
}
