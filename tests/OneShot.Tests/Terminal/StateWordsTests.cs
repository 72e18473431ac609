using OneShot.Core.Model;
using OneShot.Terminal;

namespace OneShot.Tests.Terminal;

/// <summary>What faces tell of one-shots: what verifying said, too, where there is room for it.</summary>
public sealed class StateWordsTests
{
    private static readonly VerdictSummary Green = new(true, new TestCounts(212, 0, 1, 0), 2);
    private static readonly VerdictSummary Red = new(false, new TestCounts(209, 3, 0, 2), 0);

    [Fact]
    public void A_table_has_a_column_for_it()
    {
        var rows = StateWords.Table([State("ready", Green), State("unverified", Red), State("queued", null)], 120);
        rows[0].ShouldBe(["id", "state", "age", "cost", "verified", "pull request", "prompt"]);
        rows.Skip(1).Select(row => row[4]).ShouldBe(["212 passed, 2 rounds", "3 failed", "-"]);
        rows.ShouldAllBe(row => WidthIn(rows, row) <= 120);
    }

    [Theory]
    [InlineData(80, false)]
    [InlineData(104, true)]
    public void Where_it_leaves_no_room_for_the_prompt_it_is_not_told(int width, bool isTold)
    {
        var rows = StateWords.Table([State("ready", Green), State("unverified", Red)], width);
        rows[0].Contains("verified").ShouldBe(isTold);
        rows.ShouldAllBe(row => WidthIn(rows, row) <= width);
    }

    [Fact]
    public void Where_nothing_was_verified_it_is_missing()
    {
        StateWords.Table([State("ready", null), State("queued", null)], 120)[0].ShouldNotContain("verified");
        StateWords.Of(State("ready", null)).ShouldNotContain(fact => fact.Name == "verified");
    }

    [Fact]
    public void Of_one_all_of_it_is_told()
    {
        StateWords
            .Of(State("ready", Green))
            .ShouldContain(("verified", "yes, 212 tests passed (1 fixed), after 2 rounds"));
        StateWords
            .Of(State("unverified", Red))
            .ShouldContain(("verified", "no, 3 tests failed (2 broken), 209 passed"));
    }

    // As a face writes it: two columns between cells; an ellipsis is one more.
    private static int WidthIn(IReadOnlyList<string[]> rows, string[] row) =>
        Enumerable.Range(0, row.Length - 1).Sum(at => rows.Max(other => other[at].Length) + 2)
        + row[^1].TrimEnd('…').Length;

    private static OneShotState State(string word, VerdictSummary? verdict) =>
        new(
            "k3x9a2",
            word,
            DateTimeOffset.UtcNow.AddHours(-3),
            new string('x', 200),
            "claude",
            "github.com",
            "oneshot-x",
            1234,
            "https://github.com/acme/shop/pull/1234",
            "https://github.com/acme/shop/actions/runs/1"
        )
        {
            Cost = "at least $12.34, 17 turns, 3 min 10 s of agents' time",
            Verdict = verdict,
        };
}
