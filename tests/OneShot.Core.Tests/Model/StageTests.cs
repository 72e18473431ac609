using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneShot.Core.Model;
using OneShot.Core.Pipeline;

namespace OneShot.Core.Tests.Model;

/// <summary>States and outcomes: a type inside, one word for each in every answer.</summary>
public partial class StageTests
{
    [Theory]
    [InlineData("begun", false, true, true)]
    [InlineData("branched", false, true, true)]
    [InlineData("opened", false, true, true)]
    [InlineData("queued", true, false, false)]
    [InlineData("planning", true, false, false)]
    [InlineData("implementing", true, false, false)]
    [InlineData("verifying", true, false, false)]
    [InlineData("running", true, false, false)]
    [InlineData("unknown", true, false, false)]
    [InlineData("ready", false, false, false)]
    [InlineData("draft", false, false, false)]
    [InlineData("rejected", false, false, false)]
    [InlineData("no-changes", false, false, false)]
    [InlineData("published", false, false, false)]
    [InlineData("undone", false, false, false)]
    [InlineData("failed", false, false, true)]
    [InlineData("unverified", false, false, true)]
    [InlineData("cancelled", false, false, true)]
    public void A_state_says_whether_to_wait_and_whether_to_resume(
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
    [InlineData("begun", true, false)]
    [InlineData("branched", true, false)]
    [InlineData("opened", true, false)]
    [InlineData("queued", false, true)]
    [InlineData("ready", false, true)]
    [InlineData("failed", false, true)]
    [InlineData("cancelled", false, true)]
    [InlineData("previewed", false, true)]
    public void A_state_says_what_a_batch_still_has_to_do(string word, bool isUnderWay, bool isOver)
    {
        var one = new BatchedOneShot(1, "", word);
        (one.State, one.IsUnderWay, one.IsOver).ShouldBe((word, isUnderWay, isOver));
        JsonSerializer.Serialize(one).ShouldNotContain("Stage");
    }

    [Theory]
    [InlineData("queued", "prepare")]
    [InlineData("planning", "+prepare")]
    [InlineData("planning", "+prepare", "+plan", "register")]
    [InlineData("planning", "+prepare", "+plan", "+register", "-cancelled")]
    [InlineData("implementing", "+prepare", "+plan", "+register", "+implement / start")]
    [InlineData("implementing", "+implement / start", "+implement / implement", "implement / deliver")]
    [InlineData("planning", "+plan", "+register", "-implement")]
    [InlineData("running", "+disabled")]
    public void A_run_whose_jobs_are_known_is_at_what_the_last_of_them_does_that_began(
        string word,
        params string[] jobs
    )
    {
        var run = new Run("1", "x", RunStatus.InProgress).At([
            .. jobs.Select(job =>
            {
                var name = job.TrimStart('+', '-');
                return new RunJob(name, job[0] == '-' ? RunConclusion.Skipped : null, null, null)
                {
                    Stage = PipelineTable.StageOf(name),
                    HasBegun = job[0] == '+',
                };
            }),
        ]);
        OneShotStage.Of(run).Word.ShouldBe(word);
    }

    [Theory]
    [InlineData("queued", null, "queued")]
    [InlineData("requested", null, "queued")]
    [InlineData("waiting", null, "queued")]
    [InlineData("pending", null, "queued")]
    [InlineData("in_progress", null, "running")]
    [InlineData("in_progress", null, "planning", "plan")]
    [InlineData("in_progress", null, "planning", "plan", "register")]
    [InlineData("in_progress", null, "implementing", "plan", "register", "implement")]
    [InlineData("in_progress", null, "implementing", "implement", "deliver")]
    [InlineData("completed", "success", "ready", "plan", "register", "implement", "deliver")]
    [InlineData("completed", "neutral", "rejected", "plan")]
    [InlineData("completed", "neutral", "no-changes", "plan", "register", "implement")]
    [InlineData("completed", "neutral", "no-changes")]
    [InlineData("completed", "failure", "failed")]
    [InlineData("completed", "timed_out", "failed")]
    [InlineData("completed", "startup_failure", "failed")]
    [InlineData("completed", "cancelled", "cancelled")]
    [InlineData("completed", "skipped", "cancelled")]
    [InlineData("completed", "a newer word", "failed")]
    [InlineData("completed", null, "unknown")]
    [InlineData("a newer word", null, "running")]
    [InlineData(null, null, "unknown")]
    public void A_run_says_how_far_its_one_shot_is(
        string? status,
        string? conclusion,
        string stage,
        params string[] jobs
    )
    {
        var how = conclusion is null ? null : RunConclusion.Of(conclusion);
        var run = new Run("1", "x", status is null ? null : RunStatus.Of(status), how)
        {
            Jobs = [.. jobs.Select(job => new RunJob(job, null, null, null))],
        };
        OneShotStage.Of(run).Word.ShouldBe(stage);
        $"{OneShotStage.Of(run)}".ShouldBe(stage, "that is how it is told");
    }

    [Fact]
    public void Every_state_is_on_the_page_for_programs()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/automation.md"));
        var rows = page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        var told = rows.SelectMany(row => Word().Matches(row)).Select(match => match.Groups["word"].Value);
        var states = typeof(OneShotStage)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((OneShotStage)field.GetValue(null)!).Word);
        states.Except(told).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, true, null, "draft")]
    [InlineData(true, false, null, "ready")]
    [InlineData(false, true, null, "ready")]
    [InlineData(true, false, "a file", "draft")]
    public void What_is_left_to_a_person_is_no_ready(bool isOpen, bool isDraft, string? refused, string stage)
    {
        var run = new Run("1", "x", RunStatus.Completed, RunConclusion.Success)
        {
            Refusal = refused is null ? null : new Refusal(null, [refused], 1),
        };
        OneShotStage.Of(run, new PullRequest(1, "x", "me", isOpen, isDraft)).Word.ShouldBe(stage);
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

    [GeneratedRegex("`(?<word>[a-z-]+)`")]
    private static partial Regex Word();

    // A state, a stage, an outcome or a job's name beside a word.
    [GeneratedRegex("""\b(Status|Conclusion|State|Stage)\b( is (not )?| [!=]= |: (not )?)\(?"[a-z_]+"(?<!"open")""")]
    private static partial Regex Comparison();
}
