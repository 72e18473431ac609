namespace OneShot.Local.Reports;

/// <summary>A log, or its end.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Path">Its file.</param>
/// <param name="Text">What it tells.</param>
/// <param name="IsCut">Whether that is its end only.</param>
internal sealed record ReportLog(string Name, string Path, string Text, bool IsCut);
