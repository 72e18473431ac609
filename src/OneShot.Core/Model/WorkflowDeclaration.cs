namespace OneShot.Core.Model;

/// <summary>What a workflow file says about being started.</summary>
/// <param name="RunName">Its <c>run-name</c>; <see langword="null"/> when it has none.</param>
/// <param name="Inputs">Its inputs; <see langword="null"/> when it has no <c>workflow_dispatch</c>.</param>
internal sealed record WorkflowDeclaration(string? RunName, IReadOnlyList<WorkflowInput>? Inputs);
