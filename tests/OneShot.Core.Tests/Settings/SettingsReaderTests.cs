using System.Globalization;
using System.Reflection;
using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

public class SettingsReaderTests
{
    [Fact]
    public void The_command_line_wins_over_code_and_code_over_the_environment()
    {
        var settings = Read(
            new OneShotSettings { Base = "code", Slug = "code" },
            [("base", "typed")],
            [("ONESHOT_BASE", "env"), ("ONESHOT_SLUG", "env"), ("ONESHOT_REF", "env")]
        );
        (settings.Base, settings.Slug, settings.Ref).ShouldBe(("typed", "code", "env"));
    }

    [Fact]
    public void The_long_spelling_wins() =>
        Read(new(), [("oneshot-model", "opus"), ("model", "their own")], []).Model.ShouldBe("opus");

    [Fact]
    public void Of_repeated_arguments_the_last_counts() =>
        Read(new(), [("base", "one"), ("base", "two")], []).Base.ShouldBe("two");

    [Fact]
    public void Of_what_may_be_repeated_all_count()
    {
        Read(new(), [("protect", "feeds:block"), ("protect", "SDK:tell")], [("ONESHOT_PROTECT", "git:allow")])
            .Protect.ShouldBe("feeds:block,sdk:tell");
        Read(new(), [], [("ONESHOT_PROTECT", "sdk:tell, feeds:block")]).Protect.ShouldBe("feeds:block,sdk:tell");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("off", false)]
    public void A_switch_may_have_a_value(string? value, bool isOn) =>
        Read(new(), [("preview", value)], []).Preview.ShouldBe(isOn);

    [Theory]
    [InlineData("plan-issue", "0", "OS2014")]
    [InlineData("plan-issue", "-1", "OS2014")]
    [InlineData("plan-issue", "12x", "OS2014")]
    [InlineData("plan-issue", "2147483648", "OS2014")]
    [InlineData("plan-issue", null, "OS2013")]
    [InlineData("preview", "maybe", "OS2014")]
    [InlineData("output", "xml", "OS2014")]
    [InlineData("forge", "gitlab", "OS2014")]
    [InlineData("repo", "acme", "OS2014")]
    [InlineData("repo", "acme/shop/x", "OS2014")]
    [InlineData("repo", "acme/..", "OS2014")]
    [InlineData("workflow", "../../secrets.yml", "OS2014")]
    [InlineData("workflow", "-x.yml", "OS2014")]
    [InlineData("protect", "feeds", "OS2089")]
    [InlineData("protect", " ", "OS2089")]
    [InlineData("protect", null, "OS2013")]
    [InlineData("protect", "feed:block", "OS2090")]
    [InlineData("protect", "feeds:blok", "OS2091")]
    [InlineData("filters", "git-crypt,", "OS2014")]
    [InlineData("filters", "x.clean=sh;y", "OS2014")]
    [InlineData("protected-paths", "/etc", "OS2014")]
    [InlineData("protected-paths", "a/../b", "OS2014")]
    [InlineData("protected-paths", "deploy/**", "OS2014")]
    [InlineData("protected-paths", "!.github/", "OS2014")]
    [InlineData("protected-paths", "a,,b", "OS2014")]
    [InlineData("resume", "nope", "OS2014")]
    [InlineData("http-timeout", "601", "OS2014")]
    [InlineData("watch-minutes", "1441", "OS2014")]
    [InlineData("prompt", null, "OS2013")]
    public void A_value_that_is_none_is_refused(string name, string? value, string code) =>
        Failing([(name, value)], []).Error.Code.ShouldBe(code);

    public static TheoryData<string> Checked =>
        new(
            OneShot
                .Core.Settings.Arguments.All.Where(argument => argument is { IsSwitch: false, Name: not "topic" })
                .Where(argument => Refusal(argument, Odd(argument)) is not null)
                .Select(argument => argument.Name)
        );

    [Theory]
    [MemberData(nameof(Checked))]
    public void Code_is_held_to_what_an_argument_is_held_to(string name)
    {
        var argument = OneShot.Core.Settings.Arguments.Find(name)!;
        var property = PropertyOf(argument);
        var code = new OneShotSettings();
        property.SetValue(
            code,
            Convert.ChangeType(
                Odd(argument),
                Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
                CultureInfo.InvariantCulture
            )
        );
        Should
            .Throw<OneShotException>(() => Read(code, [], []))
            .Error.ShouldBe(Refusal(argument, Odd(argument))!.Error);
    }

    [Fact]
    public void Code_may_spell_a_choice_as_an_argument_may() =>
        Read(new() { Forge = "LOCAL", MaxCostUsd = 2.50m }, [], [])
            .ShouldBe(new() { Forge = "local", MaxCostUsd = 2.50m });

    [Fact]
    public void Again_is_for_a_resume()
    {
        Failing([("again", null)], []).Error.Code.ShouldBe("OS2097");
        Failing([("again", null), ("undo", "k3x9a2")], []).Error.Code.ShouldBe("OS2097");
        Read(new(), [("again", null), ("resume", "k3x9a2")], []).Again.ShouldBeTrue();
        Read(new() { Resume = "k3x9a2" }, [("again", null)], []).Again.ShouldBeTrue();
    }

    [Theory]
    [InlineData("slug", 200)]
    [InlineData("idempotency-key", 256)]
    [InlineData("base", 250)]
    public void Every_text_has_a_limit(string name, int limit)
    {
        Read(new(), [(name, new string('x', limit))], []);
        Failing([(name, new string('x', limit + 1))], []).Error.Message.Length.ShouldBeLessThan(120);
    }

    [Fact]
    public void The_source_of_the_prompt_is_remembered()
    {
        Read(new(), [("prompt", "a")], []).PromptSource.ShouldBe(PromptSource.Argument);
        Read(new(), [], [("ONESHOT_PROMPT", "a")]).PromptSource.ShouldBe(PromptSource.Environment);
        Read(new OneShotSettings { Prompt = "a" }, [], []).PromptSource.ShouldBe(PromptSource.Code);
    }

    [Fact]
    public void Two_prompts_are_one_too_many()
    {
        Failing([("prompt", "a"), ("prompt-file", "b")], []).Error.Code.ShouldBe("OS2003");
        Failing([("prompt", "a")], [("ONESHOT_PROMPT", "b")])
            .Error.Message.ShouldBe("There are two prompts: one from --prompt, one from ONESHOT_PROMPT.");
        Failing([], [("ONESHOT_PROMPT", "a"), ("ONESHOT_PROMPT_FILE", "b")]).Error.Code.ShouldBe("OS2003");
        Should
            .Throw<OneShotException>(() => Read(new OneShotSettings { Prompt = "a" }, [("prompt", "b")], []))
            .Error.Code.ShouldBe("OS2003");
        Should
            .Throw<OneShotException>(() => Read(new OneShotSettings { Prompt = "a", PromptFile = "b" }, [], []))
            .Error.Message.ShouldBe("There are two prompts: one from --prompt, one from --prompt-file.");
    }

    [Theory]
    [InlineData("resume", "undo", "OS2015")]
    [InlineData("undo", "watch", "OS2015")]
    [InlineData("preview", "checkout", "OS2015")]
    [InlineData("resume", "prompt", "OS2022")]
    [InlineData("resume", "model", "OS2022")]
    public void What_contradicts_is_refused(string first, string second, string code) =>
        Failing(
            [
                (first, first is "resume" or "undo" ? "k3x9a2" : null),
                (second, second is "prompt" or "model" or "undo" ? "k3x9a2" : null),
            ],
            []
        )
            .Error.Code.ShouldBe(code);

    [Theory]
    [InlineData("no-verify", null, "argument --no-verify")]
    [InlineData("no-verify", "false", "argument --no-verify")]
    [InlineData("oneshot-no-verify", null, "argument --oneshot-no-verify")]
    [InlineData("ONESHOT_NO_VERIFY", "true", "variable ONESHOT_NO_VERIFY")]
    public void An_earlier_name_is_refused_with_the_one_of_now(string name, string? value, string told)
    {
        var error = (
            name.StartsWith("ONESHOT", StringComparison.Ordinal)
                ? Failing([], [(name, value!)])
                : Failing([("prompt", "x"), (name, value)], [])
        ).Error;
        error
            .ToLine("./build.sh")
            .ShouldBe(
                $"OS2033: There is no {told} any more. --no-hooks (ONESHOT_NO_HOOKS) skips your pre-push hook; --verify=none skips verifying."
            );
        error.Exit.ShouldBe(ExitCode.BadInput);
    }

    [Fact]
    public void An_earlier_variable_that_holds_nothing_is_none() =>
        Read(new(), [], [("ONESHOT_NO_VERIFY", ""), ("ONESHOT_NO_HOOKS", "1")]).NoHooks.ShouldBeTrue();

    [Fact]
    public void A_preview_wins_over_what_variables_and_code_ask_for_in_general()
    {
        var settings = Read(new OneShotSettings { Checkout = true }, [("preview", null)], [("ONESHOT_WATCH", "1")]);
        (settings.Preview, settings.Watch, settings.Checkout).ShouldBe((true, false, false));
    }

    [Fact]
    public void The_three_spellings_belong_together()
    {
        var argument = OneShot.Core.Settings.Arguments.Find("plan-issue")!;
        (argument.Usage, argument.LongName, argument.Variable, argument.Property).ShouldBe(
            ("--plan-issue=N", "oneshot-plan-issue", "ONESHOT_PLAN_ISSUE", "OneShotPlanIssue")
        );
    }

    [Fact]
    public void Every_setting_has_its_argument()
    {
        var names = typeof(OneShotSettings)
            .GetProperties()
            .Where(property => property.GetCustomAttribute<ObsoleteAttribute>() is null)
            .Select(property => property.Name)
            .Except([nameof(OneShotSettings.PromptSource)]);
        OneShot
            .Core.Settings.Arguments.All.Where(argument => argument.Group != ArgumentGroup.Help)
            .Select(argument => argument.Property["OneShot".Length..])
            .Order()
            .ShouldBe(names.Order());
    }

    [Fact]
    public void Every_setting_of_an_earlier_name_says_the_new_one_where_it_is_built()
    {
        var obsolete = typeof(OneShotSettings)
            .GetProperties()
            .Select(property => (property.Name, Told: property.GetCustomAttribute<ObsoleteAttribute>()))
            .Where(property => property.Told is not null)
            .ToArray();
        obsolete.Select(property => property.Name).ShouldBe(RenamedArgument.All.Select(argument => argument.Setting));
        foreach (var ((_, told), argument) in obsolete.Zip(RenamedArgument.All))
        {
            (told!.IsError, told.DiagnosticId).ShouldBe((true, "OS2033"));
            told.Message.ShouldNotBeNull()
                .ShouldStartWith(OneShot.Core.Settings.Arguments.Find(argument.Now)!.Setting + " ");
        }
    }

    private static OneShotSettings Read(
        OneShotSettings code,
        (string Name, string? Value)[] typed,
        (string Name, string Value)[] variables
    ) =>
        SettingsReader.Read(
            code,
            new ArgumentSources(
                name => typed.Where(argument => argument.Name == name).Select(argument => argument.Value).ToArray(),
                name =>
                    variables
                        .Where(variable => variable.Name == name)
                        .Select(variable => variable.Value)
                        .FirstOrDefault()
            )
        );

    // Too long for a text, no choice, no name, no number of the kind.
    private static string Odd(Argument argument) =>
        PropertyOf(argument).PropertyType == typeof(string) ? "?*" + new string('x', 5000) : "-1";

    private static PropertyInfo PropertyOf(Argument argument) =>
        typeof(OneShotSettings).GetProperty(argument.Property["OneShot".Length..])!;

    private static OneShotException? Refusal(Argument argument, string value)
    {
        try
        {
            argument.Check(value);
            return null;
        }
        catch (OneShotException refusal)
        {
            return refusal;
        }
    }

    private static OneShotException Failing((string, string?)[] typed, (string, string)[] variables) =>
        Should.Throw<OneShotException>(() => Read(new(), typed, variables));
}
