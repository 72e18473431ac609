using System.Globalization;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>What a one-shot cost: said in a result, found there again, and nothing else of it.</summary>
public sealed class UsageTextTests
{
    private static readonly string Result = HiddenMarker.Of("k3x9a2", HiddenMarker.Result);

    [Theory]
    [InlineData(17, "0.42", 190, "$0.42, 17 turns, 3 min 10 s of agents' time")]
    [InlineData(null, "0", 0.5, "$0.00, 500 ms of agents' time")]
    [InlineData(1, null, 7.2, "the agent does not say, 1 turn, 7.2 s of agents' time")]
    [InlineData(3, "1000000", 35 * 24 * 3600, "$1000000.00, 3 turns, 840 h 0 min of agents' time")]
    public void What_is_told_is_found(int? turns, string? dollars, double seconds, string told)
    {
        var cost = dollars is null ? (decimal?)null : decimal.Parse(dollars, CultureInfo.InvariantCulture);
        AgentUsage[] sessions = [new(turns, null, null, cost, seconds, null)];
        UsageText.Of(sessions).ShouldBe(told);
        UsageText
            .Find($"Cost: none\n{Result}\nDone: 2 files.\n\n{UsageText.Told(sessions)} ([run](x)).\n\nBye", Result)
            .ShouldBe(told);
    }

    [Fact]
    public void Several_are_added_up_and_none_is_nothing()
    {
        AgentUsage[] sessions = [new(1, null, null, 0.1m, 1, null), new(2, null, null, 0.2m, 2, null)];
        UsageText.Of(sessions).ShouldBe("$0.30, 3 turns, 3.0 s of agents' time");
        var cut = new AgentUsage(null, null, null, null, 4, null);
        UsageText.Of([.. sessions, cut]).ShouldBe("at least $0.30, 3 turns, 7.0 s of agents' time");
        UsageText.Find($"{Result}\n{UsageText.Told([.. sessions, cut])}.", Result).ShouldStartWith("at least $0.30, ");
        UsageText.Of([]).ShouldBeNull();
        UsageText.Told([]).ShouldBeNull();
    }

    [Fact]
    public void Numbers_that_no_session_has_are_an_agents_joke_and_added_up_all_the_same()
    {
        var most = new AgentUsage(int.MaxValue, long.MaxValue, long.MaxValue, decimal.MaxValue, 1e308, null);
        var least = new AgentUsage(int.MinValue, long.MinValue, -1, decimal.MinValue, double.NaN, null);
        UsageText.Of([least]).ShouldBe("$0.00, 0 turns, 0 ms of agents' time");
        var many = Enumerable.Repeat(most, 3000).ToArray();
        UsageText.Of(many).ShouldStartWith("$3000000000.00, 3000000000 turns, ");
        many.Sum(session => session.InputTokens).ShouldBe(3_000_000_000_000_000);
    }

    [Theory]
    [InlineData("Cost: $0.42, 1 s of agents' time")]
    [InlineData("RESULTCost: a lot, ask me")]
    [InlineData("RESULTand Cost: $0.42, 1 s of agents' time")]
    [InlineData("RESULTCost: $0.42; rm -rf, 1 s of agents' time")]
    public void What_somebody_else_wrote_is_not(string body) =>
        UsageText.Find(body.Replace("RESULT", Result + "\n", StringComparison.Ordinal), Result).ShouldBeNull();
}
