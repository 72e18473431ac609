using OneShot.Core.Settings;

namespace OneShot.Tool.Tests;

/// <summary>What a shell offers, asked of the real shell; where a shell is not here, its script is looked at.</summary>
public sealed class CompletionTests : IDisposable
{
    // What bash does when a person presses the tab key: the words, split
    // as readline splits them, and the function that "complete" names.
    private const string Press = """
        . ./oneshot.bash
        function=$(complete -p oneshot | sed 's/.*-F \([^ ]*\) .*/\1/')
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
        $function oneshot "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private readonly Oneshot _oneshot = new();

    [Theory]
    [InlineData("oneshot sta", "status")]
    [InlineData("oneshot --forge =", "auto|github|local")]
    [InlineData("oneshot --forge = lo", "local")]
    [InlineData("oneshot --agent = c", "claude|codex|copilot|command")]
    [InlineData("oneshot --plan-i", "--plan-issue=")]
    [InlineData("oneshot status --out", "--output=")]
    [InlineData("oneshot --target = PrepareR", "PrepareRun")]
    [InlineData("oneshot --prompt-file = oneshot", "oneshot.bash")]
    [InlineData("oneshot --prompts-file = oneshot", "oneshot.bash")]
    [InlineData("oneshot batch oneshot", "oneshot.bash")]
    [InlineData("oneshot completion p", "powershell")]
    [InlineData("oneshot --prompt = A", "")]
    [InlineData("oneshot status xyz", "")]
    public void Bash_offers_what_can_be_typed(string typed, string offered) =>
        Offers(typed.Split(' ')).ShouldBe(offered.Split('|', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);

    [Fact]
    public void Bash_offers_every_word_argument_and_task()
    {
        Offers("oneshot", "").ShouldBe(Verbs.All.Select(word => word.Word!));
        Offers("oneshot", "--")
            .ShouldBe(
                Arguments
                    .All.Select(argument => argument.IsSwitch ? $"--{argument.Name}" : $"--{argument.Name}=")
                    .Concat(["--target=", "--help", "--version"])
            );
        Offers("oneshot", "--target", "=").ShouldBe(Verbs.Tasks.Keys);
    }

    [Fact]
    public void Bash_offers_the_one_shots_of_the_repository_and_runs_nothing_that_is_called_like_one()
    {
        _oneshot.Repo.Write(".git/oneshot/journal/k3x9a2.json", "{}");
        _oneshot.Repo.Write(".git/oneshot/journal/k3zzzz.json", "{}");
        _oneshot.Repo.Write(".git/oneshot/journal/$(touch ran).json", "{}");
        Offers("oneshot", "undo", "k3").ShouldBe(["k3x9a2", "k3zzzz"]);
        Offers("oneshot", "--resume", "=", "k3x").ShouldBe(["k3x9a2"]);
        File.Exists(_oneshot.Repo["ran"]).ShouldBeFalse();
    }

    [Fact]
    public void Zsh_can_read_its_script()
    {
        var script = Script("zsh");
        script.ShouldStartWith("#compdef oneshot\n");
        script.ShouldContain("--forge) compadd -- auto github local ;;");
        foreach (var word in Verbs.All)
            script.ShouldContain(word.Word!);
        script.ShouldNotContain("@");
        if (Has("zsh"))
            Launch
                .Run(_oneshot.Repo.Path, null, "zsh", "-n", _oneshot.Repo.Write("_oneshot", script))
                .All.ShouldBeEmpty();
    }

    [Fact]
    public void Fish_can_read_its_script()
    {
        var script = Script("fish");
        script.ShouldContain("complete -c oneshot -l forge -x -a 'auto github local'\n");
        script.ShouldContain("complete -c oneshot -l model -x -a '");
        script.ShouldContain("complete -c oneshot -l watch\n");
        script.ShouldContain("complete -c oneshot -l prompt-file -r -F\n");
        script.ShouldContain("complete -c oneshot -l undo -x -a '(__oneshot_ids)'\n");
        foreach (var argument in Arguments.All)
            script.ShouldContain($" -l {argument.Name}");
        script.ShouldNotContain("@");
        if (Has("fish"))
            Launch
                .Run(_oneshot.Repo.Path, null, "fish", "--no-execute", _oneshot.Repo.Write("oneshot.fish", script))
                .All.ShouldBeEmpty();
    }

    [Fact]
    public void PowerShell_can_read_its_script()
    {
        var script = Script("powershell");
        script.ShouldContain("'--forge' = 'auto github local'");
        foreach (var word in Verbs.All)
            script.ShouldContain(word.Word!);
        script
            .Replace("@(", "", StringComparison.Ordinal)
            .Replace("@{", "", StringComparison.Ordinal)
            .ShouldNotContain("@");
    }

    // One session for all of it: its start is most of what it costs.
    [Fact]
    public void PowerShell_offers_what_can_be_typed()
    {
        _oneshot.Repo.Write(".git/oneshot/journal/k3x9a2.json", "{}");
        _oneshot.Repo.Write(".git/oneshot/journal/$(touch ran).json", "{}");
        (string Typed, string Offered)[] cases =
        [
            ("oneshot sta", "status"),
            ("oneshot --forge=", "--forge=auto|--forge=github|--forge=local"),
            ("oneshot --forge=lo", "--forge=local"),
            ("oneshot --agent=c", "--agent=claude|--agent=codex|--agent=copilot|--agent=command"),
            ("oneshot --plan-i", "--plan-issue="),
            ("oneshot status --out", "--output="),
            ("oneshot --target=PrepareR", "--target=PrepareRun"),
            ("oneshot completion p", "powershell"),
            ("oneshot undo k3", "k3x9a2"),
            ("oneshot --resume=k3x", "--resume=k3x9a2"),
            ("oneshot status xyz", ""),
            ("oneshot ", string.Join('|', Verbs.All.Select(word => word.Word!))),
            (
                "oneshot --",
                string.Join(
                    '|',
                    Arguments
                        .All.Select(argument => argument.IsSwitch ? $"--{argument.Name}" : $"--{argument.Name}=")
                        .Concat(["--target=", "--help", "--version"])
                )
            ),
        ];
        var asked = cases.Select(one => $"'{one.Typed}'");
        const string ask =
            "{ (TabExpansion2 -inputScript $_ -cursorColumn $_.Length).CompletionMatches.CompletionText -join '|' }";
        var offers = _oneshot.Repo.Write(
            "offers.ps1",
            $"{Script("powershell")}\nSet-Location '{_oneshot.Repo.Path}'\n{string.Join(", ", asked)} | "
                + $"ForEach-Object {ask}\n"
        );
        var outcome = PowerShell.Run(_oneshot.Repo.Path, new Dictionary<string, string?>(), "", "-File", offers);
        outcome.Error.ShouldBeEmpty();
        var offered = outcome.Output.TrimEnd('\n').Split('\n');
        offered.Length.ShouldBe(cases.Length, outcome.Output);
        for (var i = 0; i < cases.Length; i++)
            offered[i].Split('|').ShouldBe(cases[i].Offered.Split('|'), ignoreOrder: true, cases[i].Typed);
        File.Exists(_oneshot.Repo["ran"]).ShouldBeFalse();
    }

    public void Dispose() => _oneshot.Dispose();

    private static bool Has(string shell) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, shell)));

    private string Script(string shell)
    {
        var outcome = _oneshot.Run("completion", shell);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        return outcome.Output;
    }

    private string[] Offers(params string[] typed)
    {
        _oneshot.Repo.Write("oneshot.bash", Completion.For("bash"));
        var outcome = Launch.Run(_oneshot.Repo.Path, null, "bash", [_oneshot.Repo.Write("press.sh", Press), .. typed]);
        outcome.Error.ShouldBeEmpty();
        return outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
