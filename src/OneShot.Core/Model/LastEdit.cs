namespace OneShot.Core.Model;

/// <summary>The last change of an issue's or a comment's text.</summary>
/// <param name="Editor">Who changed it.</param>
/// <param name="At">When.</param>
internal sealed record LastEdit(string Editor, DateTimeOffset At);
