namespace OneShot.Core.Pipeline;

/// <summary>The jobs of a workflow.</summary>
/// <param name="File">Its file name.</param>
/// <param name="Jobs">The jobs, each after those that it needs.</param>
internal sealed record PipelineWorkflow(string File, IReadOnlyList<PipelineJob> Jobs);
