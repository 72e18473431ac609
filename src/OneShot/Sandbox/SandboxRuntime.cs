namespace OneShot.Sandbox;

/// <summary>The npm package that the proxy is built on: pinned, installed on demand into OneShot's own folder.</summary>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class SandboxRuntime(Func<string, string?> variable)
{
    /// <summary>Finds it, and installs it where it isn't.</summary>
    /// <returns>The files, or why there are none: a sentence's end for a warning.</returns>
    public Task<(RuntimeFiles? Files, string? Reason)> PrepareAsync(CancellationToken cancellationToken) => throw new NotImplementedException(variable("PATH"));
}
