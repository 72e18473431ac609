namespace OneShot.Core.Model;

/// <summary>A commit that adds or replaces one file.</summary>
/// <param name="Parent">The commit it stands on.</param>
/// <param name="Path">The file's path.</param>
/// <param name="Content">The file's bytes.</param>
/// <param name="Message">The whole message.</param>
internal sealed record NewCommit(string Parent, string Path, ReadOnlyMemory<byte> Content, string Message);
