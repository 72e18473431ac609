namespace OneShot.Core.Model;

/// <summary>One path that differs between the commit that a session began with and what came back.</summary>
/// <param name="Path">The path, as git names it.</param>
/// <param name="Before">What was there; <see langword="null"/> for a new file.</param>
/// <param name="After">What is there; <see langword="null"/> for one that is gone.</param>
internal sealed record ChangedFile(string Path, FileVersion? Before, FileVersion? After);
