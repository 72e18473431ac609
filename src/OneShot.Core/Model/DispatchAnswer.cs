namespace OneShot.Core.Model;

/// <summary>What became of a request to start a run.</summary>
/// <param name="Run">The run, where the server told it.</param>
/// <param name="IsLost">Whether the answer was lost: the run may or may not have been started.</param>
internal sealed record DispatchAnswer(Run? Run, bool IsLost);
