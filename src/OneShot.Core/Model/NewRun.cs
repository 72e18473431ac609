namespace OneShot.Core.Model;

/// <summary>A run to start.</summary>
/// <param name="Workflow">The workflow's file name.</param>
/// <param name="Ref">The branch whose workflow is started.</param>
/// <param name="Id">The one-shot, found in the run's name.</param>
/// <param name="Inputs">The workflow's inputs.</param>
internal sealed record NewRun(string Workflow, string Ref, DistinctId Id, IReadOnlyDictionary<string, string> Inputs)
{
    /// <summary>
    /// When its one-shot was begun: a run that is older belongs to one with the same key that was undone.
    /// </summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Whether what was not delivered shall be implemented once more, which may cost as much again.</summary>
    public bool IsAgain { get; init; }

    /// <summary>
    /// Whether what was not delivered, and is kept, shall be judged once more, by the policies that hold now.
    /// </summary>
    public bool IsJudgedAgain { get; init; }
}
