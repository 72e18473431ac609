namespace OneShot.Core.Model;

/// <summary>One job of a run.</summary>
/// <param name="Name">Its name, such as <c>plan</c>, one line.</param>
/// <param name="Conclusion">How it ended; <see langword="null"/> before the end.</param>
/// <param name="Seconds">How long it took, as far as it got.</param>
/// <param name="Usage">What its agent used, where one worked.</param>
internal sealed record RunJob(string Name, RunConclusion? Conclusion, double? Seconds, AgentUsage? Usage)
{
    /// <summary>What its log is asked for by; <see langword="null"/> where it has none of its own.</summary>
    public string? Id { get; init; }

    /// <summary>The stage that it belongs to; <see langword="null"/> for none.</summary>
    public string? Stage { get; init; } = Name;

    /// <summary>Whether somebody works on it, or did.</summary>
    public bool HasBegun { get; init; } = true;

    /// <summary>Its steps, where the forge tells of them.</summary>
    public IReadOnlyList<RunActivity> Steps { get; init; } = [];

    /// <summary>Whether somebody works on it.</summary>
    public bool IsUnderWay => HasBegun && Conclusion is null;

    /// <summary>Whether it failed, or took too long.</summary>
    public bool HasFailed => Conclusion == RunConclusion.Failure || Conclusion == RunConclusion.TimedOut;

    /// <summary>What it does at this moment, as far as that is known: <c>plan: Run the agent</c>.</summary>
    public string Activity =>
        Steps.LastOrDefault(step => step.Status == RunStatus.InProgress) is { } step ? $"{Name}: {step.Name}" : Name;
}
