namespace OneShot.Core.Model;

/// <summary>What <c>OneShotBatch</c> answers.</summary>
/// <param name="Batch">Its one-shots, in the file's order.</param>
internal sealed record BatchReceipt(IReadOnlyList<BatchedOneShot> Batch) : Receipt;
