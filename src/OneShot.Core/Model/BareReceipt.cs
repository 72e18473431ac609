namespace OneShot.Core.Model;

/// <summary>What a command answers that has nothing of its own to tell: help, a dry run, a build's own task.</summary>
internal sealed record BareReceipt : Receipt;
