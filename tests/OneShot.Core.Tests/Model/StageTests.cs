using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>States and outcomes: a type inside, the same words as ever in files and answers.</summary>
public partial class StageTests
{
    [Theory]
    [InlineData("begun", false, true, true)]
    [InlineData("branched", false, true, true)]
    [InlineData("opened", false, true, true)]
    [InlineData("queued", true, false, false)]
    [InlineData("in_progress", true, false, false)]
    [InlineData("requested", true, false, false)]
    [InlineData("waiting", true, false, false)]
    [InlineData("pending", true, false, false)]
    [InlineData("unknown", true, false, false)]
    [InlineData("success", false, false, false)]
    [InlineData("neutral", false, false, false)]
    [InlineData("published", false, false, false)]
    [InlineData("undone", false, false, false)]
    [InlineData("failure", false, false, true)]
    [InlineData("cancelled", false, false, true)]
    [InlineData("timed_out", false, false, true)]
    [InlineData("a newer word", false, false, true)]
    public void What_a_state_means_is_as_it_was(
        string word,
        bool isUnderWay,
        bool isResumedElsewhere,
        bool isResumedHere
    )
    {
        OneShotState Of(string forge) => new("k3x9a2", word, default, "", "claude", forge, null, null, null, null);
        var (here, there) = (Of("local"), Of("github.com/acme/shop"));
        (here.State, here.IsUnderWay, there.IsUnderWay, here.CanResume, there.CanResume).ShouldBe(
            (word, isUnderWay, isUnderWay, isResumedHere, isResumedElsewhere)
        );
        JsonSerializer.Serialize(here).ShouldNotContain("Stage");
    }

    [Theory]
    [InlineData("waiting", false, false)]
    [InlineData("started", true, false)]
    [InlineData("branched", true, false)]
    [InlineData("opened", true, false)]
    [InlineData("dispatched", false, true)]
    [InlineData("failed", false, true)]
    [InlineData("not_started", false, true)]
    [InlineData("a newer word", false, true)]
    public void What_a_state_of_a_batch_means_is_as_it_was(string word, bool isUnderWay, bool isOver)
    {
        var one = new BatchedOneShot(1, "", word);
        (one.State, one.IsUnderWay, one.IsOver).ShouldBe((word, isUnderWay, isOver));
        JsonSerializer.Serialize(one).ShouldNotContain("Stage");
    }

    [Theory]
    [InlineData("queued", null, "queued")]
    [InlineData("completed", "success", "success")]
    [InlineData("completed", "a newer word", "a newer word")]
    [InlineData("completed", null, "unknown")]
    [InlineData("a newer word", null, "a newer word")]
    [InlineData(null, null, "unknown")]
    public void A_run_says_how_far_its_one_shot_is(string? status, string? conclusion, string stage)
    {
        var how = conclusion is null ? null : RunConclusion.Of(conclusion);
        var run = new Run("1", "x", status is null ? null : RunStatus.Of(status), how);
        OneShotStage.Of(run).Word.ShouldBe(stage);
        $"{OneShotStage.Of(run)}".ShouldBe(stage, "that is how it is told");
    }

    [Theory]
    [InlineData("\"success\"")]
    [InlineData("\"a newer word\"")]
    [InlineData("null")]
    public void A_word_is_read_and_written_as_it_is(string json)
    {
        JsonSerializer.Serialize(JsonSerializer.Deserialize<RunConclusion>(json)).ShouldBe(json);
        JsonSerializer.Serialize(JsonSerializer.Deserialize<RunStatus>(json)).ShouldBe(json);
    }

    [Fact]
    public void What_is_no_word_is_not_read() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<RunStatus>("7"));

    [Fact]
    public void Nobody_compares_a_state_with_a_text() =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadAllLines)
            .Where(line => Comparison().IsMatch(line))
            .ShouldBeEmpty();

    // A state, a stage, an outcome or a job's name beside a word.
    [GeneratedRegex("""\b(Status|Conclusion|State|Stage)\b( is (not )?| [!=]= |: (not )?)\(?"[a-z_]+"(?<!"open")""")]
    private static partial Regex Comparison();
}
