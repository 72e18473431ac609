using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

public class RepositoryFileTests
{
    private static readonly Version Own = new(0, 1, 0, 0);

    [Fact]
    public void What_the_file_says_holds_where_nobody_says_more()
    {
        var settings = new OneShotSettings();
        Read(Row(1, "version", "1"), Row(2, "sandbox", "Required"), List(3, "allow-hosts", "A.example", "*.b.example"))
            .LayUnder(settings)
            .Select(value => value.ToString())
            .ShouldBe(["sandbox: required", "allow-hosts: a.example,*.b.example"]);
        (settings.Sandbox, settings.AllowHost).ShouldBe(("required", "a.example,*.b.example"));
    }

    [Fact]
    public void What_is_nearer_may_tighten()
    {
        var settings = new OneShotSettings { Sandbox = "required", AllowHost = "x.b.example" };
        Read(Row(1, "version", "1"), Row(2, "sandbox", "auto"), List(3, "allow-hosts", "a.example", "*.b.example"))
            .LayUnder(settings)
            .ShouldBeEmpty();
        (settings.Sandbox, settings.AllowHost).ShouldBe(("required", "x.b.example"));
    }

    [Fact]
    public void A_weaker_sandbox_never_comes_from_the_file()
    {
        var settings = new OneShotSettings();
        Read(Row(1, "version", "1"), Row(2, "sandbox", "none")).LayUnder(settings).ShouldBeEmpty();
        settings.Sandbox.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "feeds:block,packages:allow", true)]
    [InlineData("feeds:block", "feeds:block,packages:allow", true)]
    [InlineData("packages:block", "feeds:block,packages:block", true)]
    [InlineData("packages:allow,feeds:block", "feeds:block,packages:allow", false)]
    [InlineData("sdk:allow", "feeds:block,sdk:allow,packages:allow", true)]
    public void Of_protected_files_the_file_says_what_nobody_nearer_does(string? nearer, string holds, bool isTaken)
    {
        var settings = new OneShotSettings();
        if (nearer is not null)
            Arguments.Find("protect")!.Set(settings, nearer);
        Read(Row(1, "version", "1"), List(2, "protect", "feeds:block", "packages:allow"))
            .LayUnder(settings)
            .Count.ShouldBe(isTaken ? 1 : 0);
        settings.Protect.ShouldBe(holds);
    }

    [Theory]
    [InlineData("none", "auto", true)]
    [InlineData("auto", "checks", true)]
    [InlineData("auto", "none", false)]
    [InlineData("required", "checks", true)]
    [InlineData("required", "auto", false)]
    [InlineData("checks", "checks", true)]
    [InlineData("checks", "required", true)]
    [InlineData("checks", "auto", false)]
    [InlineData("checks", "none", false)]
    public void Of_verifying_the_file_says_the_least(string file, string nearer, bool holds)
    {
        void Lay() =>
            Read(Row(1, "version", "1"), Row(2, "verify", file)).LayUnder(new OneShotSettings { Verify = nearer });
        if (holds)
            Lay();
        else
            Should.Throw<OneShotException>(Lay).Error.Code.ShouldBe("OS2087");
    }

    [Fact]
    public void A_looser_policy_is_refused_with_its_line()
    {
        var error = Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), List(2, "protect", "feeds:block"))
                    .LayUnder(new OneShotSettings { Protect = "feeds:ask" })
            )
            .Error;
        (error.Code, error.Message.Contains("line 2", StringComparison.Ordinal)).ShouldBe(("OS2087", true));
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), List(2, "protect", "feed:block")))
            .Error.ToLine(string.Empty)
            .ShouldContain("Did you mean feeds?");
    }

    [Theory]
    [InlineData("feeds:block", false)]
    [InlineData("feeds:ask,packages:block", false)]
    [InlineData("packages:allow", true)]
    [InlineData("feeds:block,workflows:ask", true)]
    public void Only_a_looser_policy_widens(string said, bool widens)
    {
        var value = Read(Row(1, "version", "1"), List(2, "protect", said.Split(','))).Values.Single();
        (value.Key.Widens && value.IsLooser).ShouldBe(widens);
    }

    [Theory]
    [InlineData("none", null, "--sandbox=none", "line 2", "sandbox: auto")]
    [InlineData(null, "c.example", "--allow-host=c.example", "line 3", "allow-hosts: a.example")]
    [InlineData(null, "a.example,c.example", "--allow-host=a.example,c.example", "line 3", "allow-hosts: a.example")]
    [InlineData(null, "a.example:8443", "--allow-host=a.example:8443", "line 3", "allow-hosts: a.example")]
    public void Loosening_is_an_error_that_names_file_and_line(string? sandbox, string? hosts, params string[] said)
    {
        var error = Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), Row(2, "sandbox", "auto"), List(3, "allow-hosts", "a.example"))
                    .LayUnder(new OneShotSettings { Sandbox = sandbox, AllowHost = hosts })
            )
            .Error;
        error.Code.ShouldBe("OS2087");
        foreach (var part in said.Append(".oneshot/oneshot.yaml"))
            error.Message.ShouldContain(part);
    }

    [Fact]
    public void An_empty_list_allows_no_host()
    {
        var settings = new OneShotSettings();
        Read(Row(1, "version", "1"), List(2, "allow-hosts")).LayUnder(settings).ShouldBeEmpty();
        settings.AllowHost.ShouldBeNull();
        Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), List(2, "allow-hosts"))
                    .LayUnder(new OneShotSettings { AllowHost = "a.example" })
            )
            .Error.Message.ShouldContain("allow-hosts: none");
    }

    [Theory]
    [InlineData("sandbx", "OS2084", "Did you mean sandbox?")]
    [InlineData("allow-host", "OS2084", "Did you mean allow-hosts?")]
    [InlineData("Sandbox", "OS2084", "Did you mean sandbox?")]
    [InlineData("something-else", "OS2084", "OneShot 0.1.0 knows version, needs, sandbox")]
    [InlineData("<<", "OS2084", "Did you mean")]
    [InlineData("agent-command", "OS2085", "may not stand in this file")]
    [InlineData("agent_command", "OS2085", "may not stand in this file")]
    [InlineData("agent-env", "OS2085", "--agent-env")]
    [InlineData("secrets", "OS2085", "named at the start")]
    [InlineData("filters", "OS2085", "may not stand in this file")]
    [InlineData("permissions", "OS2085", "come from the forge")]
    [InlineData("trust-repository-file", "OS2085", "agree to itself")]
    [InlineData("max-cost-usd", "OS2085", "ONESHOT_MAX_COST_USD")]
    [InlineData("no-hooks", "OS2085", "it is set at the dispatch (--no-hooks, ONESHOT_NO_HOOKS)")]
    [InlineData("no-verify", "OS2085", "it is set at the dispatch (--no-hooks, ONESHOT_NO_HOOKS)")]
    [InlineData("no_verify", "OS2085", "it is set at the dispatch (--no-hooks, ONESHOT_NO_HOOKS)")]
    public void A_key_that_is_none_or_may_not_be_one_is_told_with_its_line(string key, string code, string said)
    {
        var error = Should.Throw<OneShotException>(() => Read(Row(1, "version", "1"), Row(7, key, "x"))).Error;
        error.Code.ShouldBe(code);
        error.Message.ShouldContain("'.oneshot/oneshot.yaml' on trunk, line 7:");
        error.ToLine(string.Empty).ShouldContain(said);
    }

    [Fact]
    public void A_key_that_stands_there_twice_is_refused() =>
        Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), Row(2, "sandbox", "required"), Row(5, "sandbox", "none"))
            )
            .Error.Message.ShouldContain("line 5: 'sandbox' is already set in line 2");

    [Theory]
    [InlineData("sandbox", "loose", "auto, required, none")]
    [InlineData("allow-hosts", "a.example", "takes a list")]
    public void A_wrong_value_is_told_with_its_line(string key, string value, string said) =>
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), Row(4, key, value)))
            .Error.Message.ShouldContain(said);

    [Theory]
    [InlineData("https://a.example")]
    [InlineData("a.example,b.example")]
    [InlineData("")]
    public void Every_text_of_a_list_is_checked(string host) =>
        Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), new RepositoryRow(2, "allow-hosts", true, [(2, "a.example"), (9, host)]))
            )
            .Error.Message.ShouldContain("line 9");

    [Fact]
    public void A_list_has_an_end_too() =>
        Should
            .Throw<OneShotException>(() =>
                Read(
                    Row(1, "version", "1"),
                    List(2, "allow-hosts", [.. Enumerable.Range(0, 500).Select(i => $"host-{i}.example.com")])
                )
            )
            .Error.Message.ShouldContain("line 2");

    [Fact]
    public void A_list_is_no_text() =>
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), List(2, "sandbox", "auto")))
            .Error.Message.ShouldContain("takes one text");

    [Fact]
    public void A_newer_file_tells_what_it_needs()
    {
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "2"), Row(2, "verify", "auto")))
            .Error.Message.ShouldContain("version 2 needs a newer OneShot than 0.1.0");
        var known = Should.Throw<OneShotException>(() => Read(Row(1, "version", "2"), Row(2, "needs", "0.4"))).Error;
        (known.Code, known.Message).ShouldBe(
            ("OS2086", "'.oneshot/oneshot.yaml' on trunk, line 1: version 2 needs OneShot 0.4 or newer.")
        );
        Should
            .Throw<OneShotException>(() =>
                Read(Row(1, "version", "1"), Row(2, "verify", "auto"), Row(3, "needs", "0.2.0"))
            )
            .Error.Message.ShouldContain("line 3: the file needs OneShot 0.2.0 or newer");
        Should.NotThrow(() => Read(Row(1, "version", "1"), Row(2, "needs", "0.1")));
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), Row(2, "needs", "soon")))
            .Error.Message.ShouldContain("takes a version of OneShot");
    }

    [Theory]
    [InlineData("true", false, true)]
    [InlineData("true", true, true)]
    [InlineData("false", true, true)]
    [InlineData("false", false, false)]
    public void Verified_commits_may_be_asked_for_by_the_file_and_by_whoever_dispatches(
        string text,
        bool nearer,
        bool holds
    )
    {
        var settings = new OneShotSettings { VerifiedCommits = nearer };
        Read(Row(1, "version", "1"), Row(2, "verified-commits", text)).LayUnder(settings);
        settings.VerifiedCommits.ShouldBe(holds);
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), Row(2, "verified-commits", "maybe")))
            .Error.Message.ShouldContain("line 2");
    }

    [Fact]
    public void The_version_is_never_left_out()
    {
        Should
            .Throw<OneShotException>(() => Read(Row(1, "sandbox", "required")))
            .Error.Message.ShouldContain("write version: 1");
        Should.Throw<OneShotException>(() => Read(Row(1, "version", "one"))).Error.Message.ShouldContain("takes 1");
    }

    [Fact]
    public void Every_key_is_the_floor_of_an_argument_that_travels()
    {
        foreach (var key in RepositoryKeys.All)
            (key.Argument is null || Arguments.Find(key.Argument)?.Travel is not null).ShouldBeTrue(key.Name);
        RepositoryKeys.Refused.Keys.Intersect(RepositoryKeys.All.Select(key => key.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void What_verifies_is_handed_only_what_the_file_names()
    {
        var file = Read(Row(1, "version", "1"), List(2, "verify-secrets", "FEED_TOKEN", "GITHUB_TOKEN", "FEED_TOKEN"));
        var (terms, taken) = RunTerms.Usual.Over(file);
        terms.ToLimits().VerifySecrets.ShouldBe(["FEED_TOKEN", "GITHUB_TOKEN"]);
        terms.Options.ShouldBeNull("it travels with nothing: each job reads trunk's own file");
        taken.Single().ToString().ShouldBe("verify-secrets: FEED_TOKEN, GITHUB_TOKEN");
        (taken.Single().Key.Widens && taken.Single().IsLooser).ShouldBeTrue("a person's machine asks before");
        RunTerms.Usual.Over(Read(Row(1, "version", "1"))).Terms.ToLimits().VerifySecrets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("feed_token", "capital letters")]
    [InlineData("FEED TOKEN", "capital letters")]
    [InlineData("1TOKEN", "capital letters")]
    [InlineData("A }}\n${{ secrets.B", "capital letters")]
    [InlineData("FEED_TOKEN\n", "capital letters")]
    [InlineData("", "capital letters")]
    [InlineData("ONESHOT_TOKEN", "begin with ONESHOT_")]
    [InlineData("ACTIONS_RUNTIME_TOKEN", "begin with ACTIONS_")]
    [InlineData("GITHUB_ENTERPRISE_TOKEN", "begin with GITHUB_")]
    [InlineData("ANTHROPIC_API_KEY", "let in with")]
    [InlineData("COPILOT_GITHUB_TOKEN", "let in with")]
    [InlineData("GH_TOKEN", "let in with")]
    [InlineData("PATH", "steers programs")]
    [InlineData("LD_PRELOAD", "steers programs")]
    [InlineData("DOTNET_STARTUP_HOOKS", "steers programs")]
    public void A_name_that_nobody_may_hand_on_is_refused_with_its_line(string name, string said)
    {
        var error = Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), List(2, "verify-secrets", "FEED", name)))
            .Error;
        error.Code.ShouldBe("OS2083");
        error.Message.ShouldContain("line 2");
        error.Message.ShouldContain(said);
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void More_names_than_anybody_needs_are_refused()
    {
        string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"TOKEN_{i}")];
        Read(Row(1, "version", "1"), List(2, "verify-secrets", Names(20))).Said("verify-secrets").Count.ShouldBe(20);
        Should
            .Throw<OneShotException>(() => Read(Row(1, "version", "1"), List(2, "verify-secrets", Names(21))))
            .Error.Message.ShouldContain("takes 20 texts at most");
    }

    private static RepositoryFile Read(params RepositoryRow[] rows) => RepositoryFile.Read(rows, Own);

    private static RepositoryRow Row(int line, string name, string text) => new(line, name, false, [(line, text)]);

    private static RepositoryRow List(int line, string name, params string[] texts) =>
        new(line, name, true, [.. texts.Select(text => (line, text))]);
}
