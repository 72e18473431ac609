namespace OneShot.Agents.Npm;

/// <summary>Why npm did not install something: the end of a sentence.</summary>
/// <param name="reason">The reason; no secret in it.</param>
internal sealed class NpmException(string reason) : Exception(reason);
