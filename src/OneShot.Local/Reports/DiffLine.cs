namespace OneShot.Local.Reports;

/// <summary>One line of a diff.</summary>
/// <param name="Kind"><c>+</c>, <c>-</c>, a blank for context, <c>@</c>
/// for the beginning of a place, <c>\</c> for a remark.</param>
/// <param name="Old">Its number before; <see langword="null"/> where it was not there.</param>
/// <param name="New">Its number after; <see langword="null"/> where it is not there.</param>
/// <param name="Text">The line, its kind in front.</param>
internal readonly record struct DiffLine(char Kind, int? Old, int? New, string Text);
