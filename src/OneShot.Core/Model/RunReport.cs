namespace OneShot.Core.Model;

/// <summary>The report of a one-shot of this machine.</summary>
/// <param name="Id">The one-shot.</param>
/// <param name="Branch">Its branch.</param>
/// <param name="PrNumber">Its pull request.</param>
/// <param name="Path">The page's file.</param>
internal sealed record RunReport(string Id, string Branch, int PrNumber, string Path);
