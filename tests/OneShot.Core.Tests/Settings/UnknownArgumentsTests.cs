using OneShot.Core.Settings;

namespace OneShot.Core.Tests.Settings;

public class UnknownArgumentsTests
{
    [Theory]
    [InlineData("dry-run", "preview")]
    [InlineData("what-if", "preview")]
    [InlineData("modle", "model")]
    [InlineData("promt", "prompt")]
    [InlineData("PROMT", "prompt")]
    [InlineData("prevew", "preview")]
    [InlineData("traget", "target")]
    [InlineData("plan_issue", "plan-issue")]
    [InlineData("oneshot-promt", "oneshot-prompt")]
    [InlineData("idempotencykey", "idempotency-key")]
    public void A_near_miss_is_refused_everywhere(string typed, string meant)
    {
        Failing(typed, strict: false).Error.Next.ShouldBe($"Did you mean --{meant}?");
        Failing(typed, strict: true).Error.Next.ShouldBe($"Did you mean --{meant}?");
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("configuration")]
    [InlineData("TARGETFRAMEWORK")]
    [InlineData("branch")]
    [InlineData("issue")]
    [InlineData("message")]
    [InlineData("json")]
    public void A_stranger_is_refused_only_where_all_arguments_are_known(string typed)
    {
        Should.NotThrow(() => UnknownArguments.Refuse([typed], [], strict: false));
        Failing(typed, strict: true).Error.Code.ShouldBeOneOf("OS2011", "OS2012");
    }

    [Theory]
    [InlineData("no-verify")]
    [InlineData("No-Verify")]
    [InlineData("oneshot-no-verify")]
    public void An_earlier_name_is_refused_before_anything_runs_unless_it_is_the_hosts_own(string typed)
    {
        var error = Failing(typed, strict: true).Error;
        error.Code.ShouldBe("OS2033");
        error.Message.ShouldBe($"There is no argument --{typed} any more.");
        error.Next.ShouldContain("--no-hooks");
        // Whoever reads the settings refuses it there.
        Should.NotThrow(() => UnknownArguments.Refuse([typed], [], strict: false));
        Should.NotThrow(() => UnknownArguments.Refuse([typed], ["no-verify", "oneshot-no-verify"], strict: true));
    }

    [Theory]
    [InlineData("no-hook", "no-hooks")]
    [InlineData("no-verfy", null)]
    public void An_earlier_name_is_not_offered(string typed, string? meant) =>
        Failing(typed, strict: true).Error.Next.ShouldBe(meant is null ? "See: {oneshot}" : $"Did you mean --{meant}?");

    [Theory]
    [InlineData("prompt")]
    [InlineData("ONESHOT-PROMPT")]
    [InlineData("target")]
    [InlineData("no-report")]
    [InlineData("nuget_source")]
    [InlineData("settings_skipverification")]
    [InlineData("x")]
    public void Known_names_pass(string typed) =>
        Should.NotThrow(() => UnknownArguments.Refuse([typed], [], strict: true));

    [Fact]
    public void The_hosts_own_arguments_are_no_typing_mistakes() =>
        Should.NotThrow(() => UnknownArguments.Refuse(["models", "filter"], ["models", "filter"], strict: true));

    private static OneShotException Failing(string typed, bool strict) =>
        Should.Throw<OneShotException>(() => UnknownArguments.Refuse([typed], [], strict));
}
