namespace OneShot.Core.Model;

/// <summary>A part of a job, which workflows call a step, where the forge tells of them.</summary>
/// <param name="Name">Its name, one line.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Conclusion">How it ended; <see langword="null"/> before the end.</param>
internal sealed record RunActivity(string Name, RunStatus? Status, RunConclusion? Conclusion);
