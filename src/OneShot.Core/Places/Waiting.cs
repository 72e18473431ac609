using OneShot.Core.Model;

namespace OneShot.Core.Places;

/// <summary>A result that waits.</summary>
/// <param name="Commit">The result.</param>
/// <param name="Cause">Why it is not on its branch.</param>
internal sealed record Waiting(string Commit, WaitingCause Cause);
