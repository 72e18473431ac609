namespace OneShot.Core.Dispatch;

/// <summary>What is asked of the report of a one-shot of this machine.</summary>
/// <param name="Id">Which one-shot; the newest if not given.</param>
/// <param name="Remote">The git remote.</param>
/// <param name="Open">Opens it on the desktop.</param>
internal sealed record ReportRequest(string? Id, string Remote, bool Open);
