namespace OneShot.Core.Model;

/// <summary>What the documentation says of an agent in words.</summary>
/// <param name="Key">What lets it in.</param>
/// <param name="Address">Where an address of the user's stands.</param>
/// <param name="KeyInSandbox">Who holds a key that is in a variable.</param>
/// <param name="LogInInSandbox">Who holds a log-in that is in a file.</param>
internal sealed record AgentNotes(string Key, string Address, string KeyInSandbox, string LogInInSandbox);
