namespace OneShot.Core.Ports;

/// <summary>One answer to a question on a terminal.</summary>
/// <param name="Name">The answer.</param>
/// <param name="Note">What it means, such as that it costs money.</param>
internal sealed record InputChoice(string Name, string? Note = null);
