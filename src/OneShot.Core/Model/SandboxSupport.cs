namespace OneShot.Core.Model;

/// <summary>The strongest sandbox that can be had on a machine.</summary>
/// <param name="Level">How strong it is.</param>
/// <param name="Lack">Why it is no stronger, as a part of a sentence; <see langword="null"/> for the strongest.</param>
/// <param name="Fix">The one command that brings what is missing; <see langword="null"/> where there is none.</param>
internal sealed record SandboxSupport(SandboxLevel Level, string? Lack = null, string? Fix = null);
