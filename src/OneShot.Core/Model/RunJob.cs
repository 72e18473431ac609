namespace OneShot.Core.Model;

/// <summary>One job of a run.</summary>
/// <param name="Name">Its name, such as <c>plan</c>.</param>
/// <param name="Conclusion">How it ended; <see langword="null"/> before the end.</param>
/// <param name="Seconds">How long it took, as far as it got.</param>
/// <param name="Usage">What its agent used, where one worked.</param>
internal sealed record RunJob(string Name, RunConclusion? Conclusion, double? Seconds, AgentUsage? Usage);
