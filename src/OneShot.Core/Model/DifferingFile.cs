namespace OneShot.Core.Model;

/// <summary>A file of the work tree that differs from the commit that is checked out.</summary>
/// <param name="Path">The file, from the top of the repository.</param>
/// <param name="IsTracked">Whether git knows it; <see langword="false"/> for a new file that nobody has added.</param>
internal sealed record DifferingFile(string Path, bool IsTracked);
