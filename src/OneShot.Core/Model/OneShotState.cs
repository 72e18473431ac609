using System.Text.Json.Serialization;
using OneShot.Core.Model;

namespace OneShot;

/// <summary>Where a one-shot is.</summary>
/// <param name="Id">Its distinct id.</param>
/// <param name="State">
/// How far it is: <c>begun</c>, <c>branched</c>, <c>opened</c>; then its run's <c>queued</c>, <c>planning</c> and
/// <c>implementing</c>, or <c>running</c> where the forge does not tell at what; then how that ended: <c>ready</c>,
/// <c>draft</c> (a person has something to decide), <c>rejected</c>, <c>no-changes</c>, <c>failed</c> or
/// <c>cancelled</c>; last <c>published</c> or <c>undone</c>. <c>unknown</c> where its forge could not be asked.
/// </param>
/// <param name="CreatedAt">When it was dispatched.</param>
/// <param name="Prompt">The first line of its prompt.</param>
/// <param name="Agent">Its agent.</param>
/// <param name="Forge">Its forge.</param>
/// <param name="Branch">Its branch; <see langword="null"/> before there is one.</param>
/// <param name="PrNumber">Its pull request's number.</param>
/// <param name="PrUrl">Its pull request's page; of a published one the real one's.</param>
/// <param name="RunUrl">Its run's page.</param>
public sealed record OneShotState(
    string Id,
    string State,
    DateTimeOffset CreatedAt,
    string Prompt,
    string Agent,
    string? Forge,
    string? Branch,
    int? PrNumber,
    string? PrUrl,
    string? RunUrl
)
{
    /// <summary>What its run does at this moment, where that is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Activity { get; init; }

    /// <summary>
    /// What became of it after its run: <c>merged</c>; of a branch of this machine <c>deleted</c>, or <c>ahead</c> of
    /// what was delivered; of a pull request elsewhere <c>closed</c>; of one that was undone <c>kept</c>, where its
    /// branch stays; <see langword="null"/> where it is as it was delivered, or nobody knows.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BranchState { get; init; }

    /// <summary>
    /// Of one that was undone after it was merged: the branch that has it, such as <c>main</c>, from where undoing
    /// takes nothing. <see langword="null"/> where none has it, on this machine also once it was reverted, or where
    /// nobody knows.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? StaysIn { get; init; }

    /// <summary>
    /// What its agents' sessions used so far, such as <c>$0.42, 17 turns, 3 min 10 s of agents' time</c>, where its
    /// forge tells that: those of earlier attempts too, where they are known.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cost { get; init; }

    /// <summary>
    /// Whether the repository's own build and tests said that what was delivered is green; <see langword="null"/>
    /// where nothing was verified, or its run is not over.
    /// </summary>
    public bool? Verified => Verdict?.Verified;

    /// <summary>How those tests ended; <see langword="null"/> where nothing was verified.</summary>
    public TestCounts? Tests => Verdict?.Tests;

    /// <summary>
    /// How often what was red went back to the agent; <see langword="null"/> where nothing was verified.
    /// </summary>
    public int? Rounds => Verdict?.Rounds;

    internal VerdictSummary? Verdict { get; init; }

    /// <summary>What of its work was not delivered, such as <c>2 files taken out</c>, where that is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NotDelivered { get; init; }

    /// <summary>
    /// The ref under which its result waits, because its branch is checked out, went on or was deleted;
    /// <see langword="null"/> where the branch has it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Result { get; init; }

    /// <summary>The command that takes <see cref="Result"/>.</summary>
    [JsonIgnore]
    public string? Take { get; init; }

    /// <summary>Its branch, where that was kept although it was undone.</summary>
    internal KeptBranch? Kept { get; init; }

    /// <summary>What trunk has of it, where that was merged before it was undone.</summary>
    internal MergedChange? Merged { get; init; }

    /// <summary>Whether its run is still to end; also where that can't be told at this moment.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Stage.IsUnderWay;

    internal OneShotStage Stage => new(State);

    /// <summary>The command that takes it further, spelled by <see cref="OneShotError.CommandPlaceholder"/>.</summary>
    internal string Finish =>
        NextCommand.Resume(Id, Agent, Forge, hasRun: RunUrl is not null, NextCommand.Tasks(AwaitsTasks));

    /// <summary>Whether tasks of a build's own are still to work on its branch.</summary>
    internal bool AwaitsTasks { get; init; }

    /// <summary>Whether a resume takes it further.</summary>
    [JsonIgnore]
    public bool CanResume => Stage.IsBeforeRun || (ForgeName.IsHere(Forge) && Stage.IsBad);
}
