namespace OneShot.Local.Reports;

/// <summary>A command to copy.</summary>
/// <param name="What">What it does, as a page says it.</param>
/// <param name="Command">The command.</param>
/// <param name="AtTheEnd">What the end of a run calls it; <see langword="null"/> where that does not name it.</param>
internal sealed record ReportCommand(string What, string Command, string? AtTheEnd = null);
