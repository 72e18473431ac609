namespace OneShot.Core.Model;

/// <summary>A frame of a stack trace.</summary>
/// <param name="Method">The method, as the trace has it.</param>
/// <param name="Place">Where in the repository; <see langword="null"/> for code of others.</param>
internal sealed record FailureFrame(string Method, FailurePlace? Place);
