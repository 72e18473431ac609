namespace OneShot.Core.Jobs;

/// <summary>One file of a delivery.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Mode">Its new mode as git writes it: <c>100644</c>, <c>100755</c>, <c>120000</c> a link, <c>160000</c> another repository; <c>000000</c> when it is gone.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Target">Of a link: where it leads.</param>
public sealed record DeliveredFile(string Path, string Mode, long Size, string? Target = null);
