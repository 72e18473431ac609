namespace OneShot.Core.Model;

/// <summary>What the judge found about one file of a delivery.</summary>
/// <param name="Path">The file, as git names it: an agent's text, to be cleaned where it is shown.</param>
/// <param name="Policy">What becomes of the file.</param>
/// <param name="Reason">The rest of a sentence that begins with the path,
/// such as <c>is a link out of the tree</c>; without a full stop.</param>
internal sealed record Finding(string Path, Policy Policy, string Reason);
