namespace OneShot.Core.Model;

/// <summary>An input that a workflow declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsRequired">Whether it must be given and has no default.</param>
/// <param name="Choices">The values it takes; <see langword="null"/> when it takes any.</param>
internal sealed record WorkflowInput(string Name, bool IsRequired, IReadOnlyList<string>? Choices);
