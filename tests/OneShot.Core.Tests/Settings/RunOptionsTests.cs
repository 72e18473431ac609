using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

public class RunOptionsTests
{
    [Fact]
    public void What_was_asked_is_written_and_read_again()
    {
        var text = RunOptions.Of(
            new OneShotSettings
            {
                Sandbox = "required",
                AllowHost = "*.example.com,a.example:8443",
                Model = "opus",
            }
        )!;
        text.ShouldBe("""{"format":1,"sandbox":"required","allow-host":"*.example.com,a.example:8443"}""");
        var settings = new OneShotSettings();
        RunOptions.Read(text).LayUnder(settings).ShouldBeEmpty();
        (settings.Sandbox, settings.AllowHost, settings.Model).ShouldBe(
            ("required", "*.example.com,a.example:8443", null)
        );
    }

    [Fact]
    public void Nothing_to_say_is_no_document() =>
        RunOptions.Of(new OneShotSettings { Model = "opus", PlanMinutes = 5 }).ShouldBeNull();

    [Theory]
    [InlineData("""{"format":1,"sandbx":"required"}""", "OS2081", "Did you mean sandbox?")]
    [InlineData("""{"format":1,"Sandbox":"required"}""", "OS2081", "Did you mean sandbox?")]
    [InlineData("""{"format":1,"agent-command":"curl x"}""", "OS2081", "'agent-command'")]
    [InlineData("""{"format":1,"options":"{}"}""", "OS2081", "'options'")]
    [InlineData("""{"format":1,"sandbox":"loose"}""", "OS2080", "'loose'")]
    [InlineData("""{"format":1,"allow-host":"https://x"}""", "OS2080", "https://x")]
    [InlineData("""{"format":1,"protect":"feed:block"}""", "OS2080", "Did you mean feeds?")]
    [InlineData("""{"format":1,"sandbox":true}""", "OS2080", "has to be a text")]
    [InlineData("""{"format":1,"sandbox":"required","sandbox":"none"}""", "OS2080", "uplicate")]
    [InlineData("""{"format":1,"format":1}""", "OS2080", "uplicate")]
    [InlineData("""{"format":1,"sandbox":{"a":{"b":1}}}""", "OS2080", "depth")]
    [InlineData("""{"format":1} {"format":1}""", "OS2080", "")]
    [InlineData("""{"sandbox":"required"}""", "OS2080", "'format' is missing")]
    [InlineData("""{"format":"1"}""", "OS2080", "'format' is missing")]
    [InlineData("""{"format":0}""", "OS2080", "0 is no format")]
    [InlineData("""{"format":2,"verify":"auto"}""", "OS2082", "format 2")]
    [InlineData("[]", "OS2080", "no JSON object")]
    [InlineData("sandbox=required", "OS2080", "")]
    public void A_document_that_is_not_wholly_understood_is_refused(string text, string code, string said)
    {
        var error = Should.Throw<OneShotException>(() => RunOptions.Read(text)).Error;
        error.Code.ShouldBe(code);
        error.ToLine(string.Empty).ShouldContain(said);
    }

    [Fact]
    public void A_document_that_is_too_long_is_not_even_parsed() =>
        Should
            .Throw<OneShotException>(() => RunOptions.Read("{\"format\":1}" + new string(' ', 20_000)))
            .Error.Message.ShouldContain("characters");

    [Theory]
    [InlineData("none", "required", "required", 0)]
    [InlineData("auto", "required", "required", 0)]
    [InlineData("required", "auto", "required", 1)]
    [InlineData("required", "none", "required", 1)]
    [InlineData("required", null, "required", 0)]
    [InlineData("REQUIRED", "none", "required", 1)]
    public void The_stricter_sandbox_holds(string travelled, string? nearer, string holds, int held)
    {
        var settings = new OneShotSettings { Sandbox = nearer };
        RunOptions.Read($$"""{"format":1,"sandbox":"{{travelled}}"}""").LayUnder(settings).Count.ShouldBe(held);
        settings.Sandbox.ShouldBe(holds);
    }

    [Theory]
    [InlineData("a.example,b.example", "b.example", "b.example")]
    [InlineData("a.example", "c.example", "a.example")]
    [InlineData("*.b.example", "c.b.example", "c.b.example")]
    public void Nearer_hosts_hold_where_they_are_among_those_that_travelled(
        string travelled,
        string nearer,
        string holds
    )
    {
        var settings = new OneShotSettings { AllowHost = nearer };
        RunOptions.Read($$"""{"format":1,"allow-host":"{{travelled}}"}""").LayUnder(settings);
        settings.AllowHost.ShouldBe(holds);
    }

    [Theory]
    [InlineData("sdk:ask", "feeds:tell", "feeds:tell,sdk:ask", 0)]
    [InlineData("sdk:ask", "sdk:block", "sdk:block", 0)]
    [InlineData("sdk:ask,feeds:allow", "sdk:allow", "feeds:allow,sdk:ask", 1)]
    [InlineData("sdk:ask", null, "sdk:ask", 0)]
    public void Of_protected_files_each_kind_has_the_stricter_policy(
        string travelled,
        string? nearer,
        string holds,
        int held
    )
    {
        var settings = new OneShotSettings { Protect = nearer };
        RunOptions.Read($$"""{"format":1,"protect":"{{travelled}}"}""").LayUnder(settings).Count.ShouldBe(held);
        settings.Protect.ShouldBe(holds);
    }

    [Fact]
    public void Everything_that_travels_is_read_as_it_is_written()
    {
        foreach (var argument in Arguments.All.Where(argument => argument.Travel is not null))
        {
            var settings = new OneShotSettings();
            var sample = argument.Value switch
            {
                "HEX" => new string('a', 64),
                "ID" or "N" => "7",
                _ => "a.example",
            };
            argument.Set(
                settings,
                argument.IsSwitch ? "true"
                    : argument.Choices.Count > 0 ? argument.Choices[0]
                    : sample
            );
            RunOptions.Read(RunOptions.Of(settings)!).Values.Single().Key.ShouldBe(argument);
        }
    }
}
