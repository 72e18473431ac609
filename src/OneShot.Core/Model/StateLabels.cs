namespace OneShot.Core.Model;

/// <summary>The labels by which a pull request shows how far its one-shot is: <c>oneshot:planning</c>.</summary>
internal static class StateLabels
{
    /// <summary>What the name of each begins with; other labels of ours do, too.</summary>
    private const string Prefix = "oneshot:";

    private static readonly OneShotStage[] Stages =
    [
        OneShotStage.Queued,
        OneShotStage.Planning,
        OneShotStage.Implementing,
        OneShotStage.Verifying,
        OneShotStage.Ready,
        OneShotStage.Draft,
        OneShotStage.Unverified,
        OneShotStage.Rejected,
        OneShotStage.NoChanges,
        OneShotStage.Failed,
        OneShotStage.Cancelled,
        OneShotStage.Published,
        OneShotStage.Undone,
    ];

    /// <summary>The label of a stage.</summary>
    /// <param name="stage">One that a pull request can be at.</param>
    public static string Of(OneShotStage stage) => Prefix + stage.Word;

    /// <summary>How far a pull request says its one-shot is, which anybody who may label there can make it say.</summary>
    /// <param name="labels">Its labels.</param>
    /// <returns>The stage; <see langword="null"/> where it says none, or several.</returns>
    public static OneShotStage? Told(IEnumerable<string> labels) =>
        Stages.Where(stage => labels.Any(label => Is(label, stage))).ToArray() is [var only] ? only : null;

    /// <summary>What has to be done to labels, so that they say a stage and no other; somebody else's stay.</summary>
    /// <param name="labels">They.</param>
    /// <param name="stage">The stage.</param>
    /// <returns>The label that is missing, if it is, and those that have to go.</returns>
    public static (string? Add, IReadOnlyList<string> Remove) Change(
        IReadOnlyCollection<string> labels,
        OneShotStage stage
    )
    {
        string[] others =
        [
            .. Stages.Where(other => other != stage && labels.Any(label => Is(label, other))).Select(Of),
        ];
        // It is told side by side with the start of the run, which may be further by the time that this arrives.
        if (stage == OneShotStage.Queued && others.Length > 0)
            return (null, []);
        return (labels.Any(label => Is(label, stage)) ? null : Of(stage), others);
    }

    // A forge knows one label by its name however that is written.
    private static bool Is(string label, OneShotStage stage) =>
        string.Equals(label, Of(stage), StringComparison.OrdinalIgnoreCase);
}
