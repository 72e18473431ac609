namespace OneShot.Core.Model;

/// <summary>How far a one-shot of a batch is.</summary>
/// <param name="Word">The word for it, as <see cref="BatchedOneShot.State"/> has it.</param>
internal sealed record BatchStage(string Word)
{
    /// <summary>Its turn has not come.</summary>
    public static readonly BatchStage Waiting = new("waiting");

    /// <summary>It is begun.</summary>
    public static readonly BatchStage Started = new("started");

    /// <summary>Its branch is there.</summary>
    public static readonly BatchStage Branched = new("branched");

    /// <summary>Its pull request is there.</summary>
    public static readonly BatchStage Opened = new("opened");

    /// <summary>Its run is there.</summary>
    public static readonly BatchStage Dispatched = new("dispatched");

    /// <summary>Its run was followed, and ended well.</summary>
    public static readonly BatchStage Success = new("success");

    /// <summary>It was shown what would be made.</summary>
    public static readonly BatchStage Previewed = new("previewed");

    /// <summary>An earlier command dispatched it.</summary>
    public static readonly BatchStage Done = new("done");

    /// <summary>It failed.</summary>
    public static readonly BatchStage Failed = new("failed");

    /// <summary>Somebody stopped it.</summary>
    public static readonly BatchStage Stopped = new("stopped");

    /// <summary>Its turn did not come.</summary>
    public static readonly BatchStage NotStarted = new("not_started");

    /// <summary>Whether something happens to it now.</summary>
    public bool IsUnderWay => this == Started || this == Branched || this == Opened;

    /// <summary>Whether no more happens to it.</summary>
    public bool IsOver => this != Waiting && !IsUnderWay;
}
