namespace OneShot.Core.Failures;

/// <summary>A file that should tell what failed and can't be read.</summary>
/// <param name="Name">The file, from the caller's folder.</param>
/// <param name="Format">What it should be.</param>
/// <param name="Reason">Why it can't be read.</param>
internal sealed record UnreadableFile(string Name, string Format, string Reason);
