namespace OneShot.Core.Pipeline;

/// <summary>How long a job may take.</summary>
/// <param name="Minutes">The minutes, where nothing else is set.</param>
/// <param name="Variable">The repository's variable that sets them; <see langword="null"/> where none does.</param>
internal sealed record JobLimit(int Minutes, string? Variable = null);
