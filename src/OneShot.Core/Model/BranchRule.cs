namespace OneShot.Core.Model;

/// <summary>A rule that holds for a branch.</summary>
/// <param name="Kind">Its kind, as GitHub calls it, such as <c>creation</c>.</param>
/// <param name="Ruleset">Whose ruleset it is in.</param>
/// <param name="Operator">Of a pattern: <c>starts_with</c>, <c>ends_with</c>, <c>contains</c> or <c>regex</c>.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="IsNegated">Whether what matches the pattern is refused.</param>
/// <param name="CanBypass">Whether the token's user may pass it by; <see langword="null"/> when it is not told.</param>
internal sealed record BranchRule(
    string Kind,
    string Ruleset,
    string? Operator,
    string? Pattern,
    bool IsNegated,
    bool? CanBypass
);
