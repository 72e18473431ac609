namespace OneShot;

/// <summary>An error, for programs.</summary>
/// <param name="Code">The <c>OS####</c> code.</param>
/// <param name="Message">What happened.</param>
/// <param name="Next">What to do now.</param>
internal sealed record FailureDetail(string Code, string Message, string Next);
