namespace OneShot.Core.Model;

/// <summary>What the feeds of a repository say of one version of a package.</summary>
/// <param name="Having">The names of those that have it.</param>
/// <param name="Lacking">The names of those that do not.</param>
/// <param name="Silent">The names of those that did not answer.</param>
internal sealed record FeedAnswer(
    IReadOnlyList<string> Having,
    IReadOnlyList<string> Lacking,
    IReadOnlyList<string> Silent
);
