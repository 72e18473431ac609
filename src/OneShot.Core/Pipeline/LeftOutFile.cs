namespace OneShot.Core.Pipeline;

/// <summary>One file that could not be gathered, as jobs hand it over.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why, as the rest of a sentence.</param>
internal sealed record LeftOutFile(string Path, string Reason);
