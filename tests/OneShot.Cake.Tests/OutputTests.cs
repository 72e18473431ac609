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
