namespace OneShot.Core.Judging;

/// <summary>How much an agent may deliver: no more than can be reviewed.</summary>
internal static class DeliveryRules
{
    /// <summary>What limits are told in.</summary>
    public const long Megabyte = 1024 * 1024;

    /// <summary>The most bytes of one file.</summary>
    public const long LargestFile = 20 * Megabyte;

    /// <summary>The most bytes of all files, and of the bundle that holds them.</summary>
    public const long Largest = 100 * Megabyte;

    /// <summary>
    /// The most bytes of a bundle, unpacked: one of an earlier version holds what later commits of it removed, too.
    /// </summary>
    public const long LargestHistory = 200 * Megabyte;

    /// <summary>The most files that differ.</summary>
    public const int MostFiles = 5_000;
}
