namespace OneShot;

/// <summary>
/// How the repository's own tests ended on what was delivered, beside how they ended on trunk, as far as they are known
/// by name.
/// </summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">How many failed, those that fail on trunk, too, among them.</param>
/// <param name="Fixed">How many of those that passed fail on trunk.</param>
/// <param name="Broken">How many of those that failed do not fail on trunk.</param>
public sealed record TestCounts(int Passed, int Failed, int Fixed, int Broken);
