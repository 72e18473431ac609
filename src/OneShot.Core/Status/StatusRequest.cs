namespace OneShot.Core.Status;

/// <summary>What is asked of where one-shots are.</summary>
/// <param name="Id">Which one-shot; the newest if not given.</param>
/// <param name="Remote">The git remote.</param>
internal sealed record StatusRequest(string? Id, string Remote);
