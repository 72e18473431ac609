namespace OneShot.Core.Failures;

/// <summary>What a TRX file says about a test that failed.</summary>
/// <param name="Test">The id of its definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="Message">The message, as it is there.</param>
/// <param name="Stack">The stack trace, as it is there.</param>
internal sealed record TrxResult(string? Test, string Name, string Message, string Stack);
