namespace OneShot.Frosting.Tests;

/// <summary>
/// A machine on which nobody has set anything: an empty home, no identity,
/// no terminal. And whatever is no terminal gets text without codes.
/// </summary>
public sealed class BareMachineTests : IDisposable
{
    private static readonly string[] Preview =
    [
        "--target=OneShot",
        "--forge=local",
        "--agent=rehearsal",
        "--prompt=Add it",
        "--preview",
    ];

    private readonly LocalSample _here = new();

    [Theory]
    [InlineData("", "OneShot <oneshot@localhost>")]
    [InlineData(
        "EMAIL=grace@example.com GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=user.useConfigOnly GIT_CONFIG_VALUE_0=true",
        " <grace@example.com>"
    )]
    public void A_one_shot_needs_no_identity(string variables, string name)
    {
        Empty(variables);
        string[] here = ["--forge=local", "--agent=rehearsal", "--prompt=Add it"];
        var isWhole = variables.Length == 0;
        var outcome = _here.Run([isWhole ? "--target=OneShot" : "--target=CreateOneShotBranch", .. here]);
        outcome.ExitCode.ShouldBe(0, outcome.All);
        outcome
            .All.Split('\n')
            .Where(line => line.Contains("git has no user.name and user.email", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldContain(name);
        outcome.All.ShouldNotContain("\e");
        var branch = _here.Repo.Git("for-each-ref", "--format=%(refname:short)", "refs/heads/oneshot-*");
        var people = _here.Repo.Git("log", "--format=%an <%ae>|%cn <%ce>", $"main..{branch}").Split('\n', '|');
        people.Length.ShouldBeGreaterThanOrEqualTo(isWhole ? 4 : 2);
        people.ShouldAllBe(person => person.EndsWith(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TERM=xterm-256color CI=true GITLAB_CI=true TF_BUILD=true", false)]
    [InlineData("TERM=xterm-256color GITHUB_ACTIONS=true GITHUB_ACTION=run NO_COLOR=1", false)]
    [InlineData("GITHUB_ACTIONS=true GITHUB_ACTION=run CI=true", true)]
    public void A_pipe_holds_no_codes_but_that_of_githubs_own_log(string variables, bool hasCodes)
    {
        Variables("NO_COLOR", "CI", "TERM", "GITHUB_ACTIONS");
        Set(variables);
        var outcomes = new[] { _here.Run(Preview), _here.Run("--target=OneShot", "--forge=local", "--agent=nobody") };
        outcomes.Select(outcome => outcome.ExitCode).ShouldBe([0, 2]);
        outcomes[0].Output.Contains('\e').ShouldBe(hasCodes, outcomes[0].Output);
        outcomes[1].Error.Contains('\e').ShouldBe(hasCodes, outcomes[1].Error);
    }

    [Fact]
    public void Nor_does_what_answers_before_a_task_runs()
    {
        Variables("NO_COLOR", "CI");
        Set("TERM=xterm-256color");
        foreach (
            var argument in new[]
            {
                "--target=OneShotHelp",
                "--description",
                "--help",
                "--target=NoSuchTask",
                "nonsense",
            }
        )
        {
            var outcome = _here.Run(argument);
            outcome.All.ShouldNotBeEmpty(argument);
            outcome.All.Contains('\e').ShouldBeFalse(outcome.All);
        }
    }

    [Fact]
    public void A_file_that_a_step_of_github_writes_holds_none()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Variables("NO_COLOR", "CI", "TERM");
        Set("GITHUB_ACTIONS=true GITHUB_ACTION=run");
        Launch
            .Run(
                _here.Repo.Path,
                _here.Environment,
                "sh",
                ["-c", "dotnet \"$@\" > log 2> errors", "sh", Repository.Program("SampleBuild"), .. Preview]
            )
            .ExitCode.ShouldBe(0);
        File.ReadAllText(_here.Repo["log"]).ShouldContain("this was a preview");
        (File.ReadAllText(_here.Repo["log"]) + File.ReadAllText(_here.Repo["errors"])).ShouldNotContain("\e");
    }

    [Fact]
    public void What_is_led_away_from_a_terminal_holds_no_codes_and_none_of_its_progress()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string[] whole = ["--target=OneShot", "--forge=local", "--agent=rehearsal", "--prompt=Add it"];
        _here.AtTerminal("\"$@\" > log 2>&1", "", whole).ExitCode.ShouldBe(0);
        var failed = _here.AtTerminal("\"$@\" 2> errors", "", [.. whole, "--protect=nothing:at-all"]);
        failed.ExitCode.ShouldBe(2, failed.All);
        failed.Output.ShouldContain("\e", Case.Sensitive, "the rest of it is at the terminal");
        var (log, errors) = (File.ReadAllText(_here.Repo["log"]), File.ReadAllText(_here.Repo["errors"]));
        log.ShouldContain("the run ended: ready");
        errors.ShouldContain("Error: OS2");
        foreach (var code in new[] { "\e", "\r" })
            (log + errors).ShouldNotContain(code);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--ver")]
    [InlineData("--target=OneShot", "--prompt=Add it", "--version", "--output=json")]
    public void The_version_is_the_products(params string[] arguments)
    {
        var outcome = _here.Run(arguments);
        (outcome.ExitCode, outcome.Output, outcome.Error).ShouldBe((0, "0.1.0\n", ""));
    }

    [Fact]
    public void A_prompt_that_is_called_like_it_is_a_prompt() =>
        _here
            .Run("--target=OneShot", "--forge=local", "--agent=rehearsal", "--prompt=--version", "--preview")
            .All.ShouldContain("One-shot: --version");

    public void Dispose() => _here.Dispose();

    private void Empty(string variables)
    {
        Variables("NO_COLOR", "TERM", "GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME", "EMAIL", "CI", "USER", "LOGNAME");
        _here.Environment["HOME"] = _here.Folder["home"];
        Directory.CreateDirectory(_here.Folder["home"]);
        Set(variables);
    }

    private void Variables(params string[] gone)
    {
        foreach (var name in gone)
            _here.Environment[name] = null;
    }

    private void Set(string variables)
    {
        foreach (
            var pair in variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('=', 2))
        )
            _here.Environment[pair[0]] = pair[1];
    }
}
