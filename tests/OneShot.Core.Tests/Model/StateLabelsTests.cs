using OneShot.Core.Model;

namespace OneShot.Core.Tests.Model;

/// <summary>Of a pull request's labels only those that are ours and say a state ever go.</summary>
public sealed class StateLabelsTests
{
    [Theory]
    [InlineData("planning", "", "oneshot:planning", "")]
    [InlineData("planning", "bug,oneshot:queued", "oneshot:planning", "oneshot:queued")]
    [InlineData("planning", "oneshot:planning", null, "")]
    [InlineData("planning", "OneShot:Planning,ONESHOT:queued", null, "oneshot:queued")]
    [InlineData(
        "ready",
        "oneshot:planning,oneshot:implementing",
        "oneshot:ready",
        "oneshot:planning,oneshot:implementing"
    )]
    [InlineData("undone", "oneshot:no-changes", "oneshot:undone", "oneshot:no-changes")]
    [InlineData("queued", "", "oneshot:queued", "")]
    [InlineData("queued", "oneshot:planning", null, "")]
    [InlineData("failed", "oneshot:look,oneshot-draft,oneshot:running,oneshot:unheard-of,queued", "oneshot:failed", "")]
    [InlineData("failed", "oneshot:queued/../x,oneshot:ready\u202E, oneshot:ready,::error::", "oneshot:failed", "")]
    public void What_has_to_change_is(string stage, string labels, string? add, string remove)
    {
        string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var change = StateLabels.Change(Split(labels), new OneShotStage(stage));
        change.Add.ShouldBe(add);
        change.Remove.ShouldBe(Split(remove));
    }

    [Theory]
    [InlineData("bug,oneshot:rejected", "rejected")]
    [InlineData("oneshot:rejected,oneshot:no-changes", null)]
    [InlineData("oneshot:look,oneshot:merged", null)]
    public void What_they_say_is_one_state_or_none(string labels, string? stage) =>
        StateLabels.Told(labels.Split(','))?.Word.ShouldBe(stage);

    [Theory]
    [InlineData("", "draft")]
    [InlineData("oneshot:rejected", "rejected")]
    [InlineData("oneshot:no-changes", "no-changes")]
    [InlineData("oneshot:ready", "draft")]
    [InlineData("oneshot:undone", "draft")]
    public void A_draft_whose_run_went_well_is_told_to_have_nothing_to_do_and_else_nothing(string label, string stage)
    {
        var run = new Run("1", "x", RunStatus.Completed, RunConclusion.Success);
        var pull = new PullRequest(1, "x", "mona", IsOpen: true, IsDraft: true) { Labels = [label] };
        OneShotStage.Of(run, pull).Word.ShouldBe(stage);
        OneShotStage.Of(run, pull with { IsDraft = false }).ShouldBe(OneShotStage.Ready);
        OneShotStage
            .Of(run with { Conclusion = RunConclusion.Failure }, pull)
            .ShouldBe(OneShotStage.Failed, "a label is anybody's");
    }
}
