using System.Text.RegularExpressions;

namespace OneShot.Tool.Tests;

/// <summary>What people read of the tool, as it was looked at once.</summary>
public sealed partial class OutputTests : IDisposable
{
    private readonly Oneshot _oneshot = new();
    private readonly LookedAt _told;

    public OutputTests()
    {
        _oneshot.Environment["PATH"] = LookedAt.PathWithoutAgents;
        _told = new LookedAt(_oneshot.Repo.Path, "oneshot");
    }

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        Tell("help");
        Tell("help", "resume");
        Tell("status");
        Tell("Add a --verbose flag", "--forge=local", "--agent=rehearsal", "--slug=verbose");
        Tell("Add a --quiet flag", "--forge=local", "--agent=rehearsal", "--slug=quiet", "--verbosity=quiet");
        Tell(
            "Add a --version flag",
            "--forge=local",
            "--agent=command",
            "--agent-command=echo no model; exit 3",
            "--slug=version"
        );
        IdOf("version");
        Tell("status");
        Tell("status", IdOf("verbose"));
        Tell("log", IdOf("verbose"));
        Tell("resume", IdOf("verbose"));
        Tell("undo", IdOf("quiet"));
        Tell("Add it", "--forge=local", "--agent=cluade");
        Tell("Add it", "--forge=local", "--agent=claude", "--model=sonnte");
        Tell("Add it", "--forge=local");
        Tell("--prompt= ", "--forge=local");
        Tell("stauts");
        Tell("cancel", IdOf("verbose"));
        Tell("undo");
        Tell("--target=OneShotStatsu");
        Tell("doctor", "--forge=local");
        _told.Compare("tool.txt");
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(200, 50)]
    public void On_a_terminal_it_fits(int columns, int rows)
    {
        _oneshot.Dispatch("Add a --verbose flag", "--slug=verbose");
        _oneshot.Dispatch(
            "Add a --quiet flag that keeps everything but errors from standard output, in each of the commands",
            "--slug=quiet"
        );
        _told.IdOf("verbose");
        _told.IdOf("quiet");
        var terminal = new PseudoTerminal(columns, rows);
        foreach (
            var words in (string[][])
                [
                    ["help"],
                    ["status"],
                    ["doctor", "--forge=local"],
                    ["stauts"],
                ]
        )
        {
            string[] command = ["dotnet", Oneshot.Program, .. words];
            var sent = terminal.Run(_oneshot.Repo.Path, _oneshot.Environment, "\"$@\"", "", command);
            var lines = sent.Output.Split('\n').Select(Last).ToArray();
            // An error is one line; the terminal wraps it.
            lines
                .Where(line => !line.StartsWith("Error: ", StringComparison.Ordinal))
                .ShouldAllBe(line => line.Length <= columns);
            _told.Add(words, sent with { Output = string.Join('\n', lines) });
        }

        _told.Compare($"tool-{columns}.txt");
    }

    public void Dispose() => _oneshot.Dispose();

    private void Tell(params string[] typed) => _told.Add(typed, _oneshot.Run(typed));

    private string IdOf(string slug) => _told.IdOf(slug);

    // What stands on a line in the end, and not what was written over.
    private static string Last(string line) =>
        Codes().Replace(line.TrimEnd('\r').Split("\r\e[K")[^1], "").Split('\r')[^1].TrimEnd();

    // Colours, links, and what clears a line.
    [GeneratedRegex("\e\\[[0-9;?]*[A-Za-z]|\e\\]8;[^\e\a]*(?:\e\\\\|\a)|\e[=>]")]
    private static partial Regex Codes();
}
