namespace OneShot.Core.Model;

/// <summary>What <c>OneShotInit</c> answers.</summary>
/// <param name="Written">The files that it wrote; in a preview those that it would write.</param>
internal sealed record InitReceipt(IReadOnlyList<string> Written) : Receipt;
