namespace OneShot.Core.Model;

/// <summary>Where a plan was saved, and which text of it.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Comment">The comment on it that holds the plan;
/// <see langword="null"/> for its own text, or when untold.</param>
/// <param name="Sha256">SHA-256 of the plan; <see langword="null"/>
/// by hand, or where an earlier OneShot saved it.</param>
internal sealed record RegisteredPlan(int Issue, long? Comment = null, string? Sha256 = null)
{
    /// <summary>How people are told where it is.</summary>
    public string Where => Comment is null ? $"issue #{Issue}" : $"our comment on #{Issue}";
}
