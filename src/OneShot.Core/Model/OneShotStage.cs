namespace OneShot.Core.Model;

/// <summary>How far a one-shot is: what its journal says, and, while there is a run, what that says.</summary>
/// <param name="Word">The word for it, as <see cref="OneShotState.State"/> has it.</param>
internal sealed record OneShotStage(string Word)
{
    /// <summary>Nothing of it is on the forge yet.</summary>
    public static readonly OneShotStage Begun = new("begun");

    /// <summary>Its branch is there.</summary>
    public static readonly OneShotStage Branched = new("branched");

    /// <summary>Its pull request is there.</summary>
    public static readonly OneShotStage Opened = new("opened");

    /// <summary>Its run is there, and its forge could not be asked.</summary>
    public static readonly OneShotStage Unknown = new("unknown");

    /// <summary>It was published as a pull request elsewhere.</summary>
    public static readonly OneShotStage Published = new("published");

    /// <summary>It was undone.</summary>
    public static readonly OneShotStage Undone = new("undone");

    private static readonly OneShotStage Queued = new(RunStatus.Queued.Word);
    private static readonly OneShotStage InProgress = new(RunStatus.InProgress.Word);

    // Of a run that waits, GitHub has several.
    private static readonly OneShotStage[] UnderWay =
    [
        Queued,
        InProgress,
        new("requested"),
        new("waiting"),
        new("pending"),
        Unknown,
    ];

    private RunConclusion Conclusion => RunConclusion.Of(Word);

    /// <summary>Whether it has no run yet.</summary>
    public bool IsBeforeRun => this == Begun || this == Branched || this == Opened;

    /// <summary>Whether its run is still to end; also where that can't be told at this moment.</summary>
    public bool IsUnderWay => UnderWay.Contains(this);

    /// <summary>Whether its run waits or works, as far as is known.</summary>
    public bool IsMoving => this == Queued || this == InProgress;

    /// <summary>Whether its run ended well.</summary>
    public bool IsGood => Conclusion.IsGood;

    /// <summary>Whether all of its work was done.</summary>
    public bool IsDone => Conclusion.IsSuccess || this == Published;

    /// <summary>Whether its run did not end well.</summary>
    public bool IsBad => Conclusion.IsBad;

    /// <summary>What a run says of its one-shot.</summary>
    /// <param name="run">The run; <see langword="null"/> where nobody could be asked.</param>
    /// <returns>How far it is.</returns>
    public static OneShotStage Of(Run? run) =>
        (run?.IsOver == true ? run.Conclusion?.Word : run?.Status?.Word) is { } word ? new(word) : Unknown;

    /// <inheritdoc/>
    public override string ToString() => Word;
}
