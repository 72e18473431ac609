using OneShot.Core.Dispatch;

namespace OneShot.Core.Batch;

/// <summary>What is asked of a batch.</summary>
/// <param name="PromptsFile">The file with the prompts, or <c>-</c>.</param>
/// <param name="Each">What is asked of each of its entries.</param>
internal sealed record BatchRequest(string? PromptsFile, DispatchRequest Each)
{
    /// <summary>How many are dispatched at the same time.</summary>
    public int? Parallel { get; init; }
}
