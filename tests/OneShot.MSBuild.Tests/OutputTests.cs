namespace OneShot.MSBuild.Tests;

/// <summary>What people read of a build, as it was looked at once: in a log, and at terminals.</summary>
public sealed class OutputTests : IDisposable
{
    private static readonly string[] Here = ["-p:OneShotForge=local", "-p:OneShotAgent=rehearsal"];

    private static readonly string[] Failing =
    [
        "-p:OneShotForge=local",
        "-p:OneShotAgent=command",
        "-p:OneShotAgentCommand=echo no model%3B exit 3",
    ];

    private readonly Shop _shop = new();
    private readonly LookedAt _told;

    public OutputTests() => _told = new LookedAt(_shop.Repo.Path, "dotnet build");

    [Fact]
    public void What_is_printed_is_what_was_looked_at()
    {
        Tell("-t:OneShotHelp");
        Tell("-t:OneShotStatus");
        Tell(["-t:OneShot", "-p:OneShotPrompt=Add a --verbose flag", "-p:OneShotSlug=verbose", .. Here]);
        var verbose = _told.IdOf("verbose");
        Tell("-t:OneShotStatus");
        Tell(["-t:OneShot", "-p:OneShotPrompt=Add a --quiet flag", "-p:OneShotSlug=quiet", "-v:q", .. Here]);
        var quiet = _told.IdOf("quiet");
        Tell(["-t:OneShot", "-p:OneShotPrompt=Add a --version flag", "-p:OneShotSlug=version", .. Failing]);
        _told.IdOf("version");
        Tell("-t:OneShotStatus");
        Tell("-t:OneShotReport", "-p:OneShotDistinctId=" + verbose);
        Tell("-t:OneShotUndo", "-p:OneShotDistinctId=" + quiet);
        Tell("-t:OneShotDoctor", "-p:OneShotForge=local");
        Tell("-t:OneShot", "-p:OneShotPrompt=Add it", "-p:OneShotForge=local", "-p:OneShotAgent=cluade");
        Tell("-t:OneShot", "-p:OneShotForge=local");
        Tell("-t:OneShot", "-p:OneShotPromt=Add it");
        Tell("-t:OneShotStats");
        Tell("-t:OneShotInit");
        Tell("mixed/Mixed.slnx", "-t:OneShotStatus", "-m:1");
        _told.Compare("msbuild.txt");
        File.ReadAllText(_shop.Repo[".git/oneshot/pulls/1.html"])
            .ShouldContain($"dotnet build -t:OneShotUndo -p:OneShotDistinctId={verbose}");

        foreach (var columns in new[] { 80, 200 })
        {
            TellAtTerminal(columns, "-t:OneShotStatus");
            TellAtTerminal(columns, "-t:OneShotDoctor", "-p:OneShotForge=local");
            if (columns == 80)
            {
                TellAtTerminal(columns, "-t:OneShotHelp");
                TellAtTerminal(columns, "-t:OneShotStats");
                TellAtTerminal(columns, "-t:OneShot", "-p:OneShotPromt=Add it");
                TellAtTerminal(
                    columns,
                    ["-t:OneShot", "-p:OneShotPrompt=Add a --color flag", "-p:OneShotSlug=color", .. Here]
                );
                _told.IdOf("color");
                TellAtTerminal(
                    columns,
                    ["-t:OneShot", "-p:OneShotPrompt=Add a --paper flag", "-p:OneShotSlug=paper", .. Failing]
                );
                _told.IdOf("paper");
                TellAtTerminal(columns, "-t:OneShotStatus", "-v:q");
            }

            TellAtTerminal(columns, "-t:OneShotStatus", "-tl:off");
            _told.Compare($"msbuild-{columns}.txt");
        }
    }

    public void Dispose() => _shop.Dispose();

    private void Tell(params string[] typed) => _told.Add(typed, Trimmed(_shop.Build(typed)));

    private void TellAtTerminal(int columns, params string[] typed) =>
        _told.Add(typed, _shop.BuildAtTerminal(columns, "", typed));

    // MSBuild indents empty lines too.
    private static Outcome Trimmed(Outcome outcome) =>
        outcome with
        {
            Output = string.Join('\n', outcome.Output.Split('\n').Select(line => line.TrimEnd())),
        };
}
