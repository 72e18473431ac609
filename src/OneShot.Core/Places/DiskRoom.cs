using OneShot.Core.Errors;

namespace OneShot.Core.Places;

/// <summary>Looks how much room a disk has, before somebody is paid for what then finds none.</summary>
internal static class DiskRoom
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>
    /// What a run's records, logs and results take, and a session's own files: more than most, and less than a disk has
    /// that is not full.
    /// </summary>
    private const long Least = 32 * Megabyte;

    /// <summary>Checks that a folder's disk has room for a run.</summary>
    /// <param name="folder">The folder; it may be missing yet.</param>
    /// <exception cref="OneShotException">OS3133: it has not.</exception>
    public static void Require(string folder)
    {
        var place = Path.GetFullPath(folder);
        while (!Directory.Exists(place) && Path.GetDirectoryName(place) is { } above)
            place = above;
        if (FreeOn(place) is { } free && free < Least)
            throw OneShotErrors.DiskFull(place, free / Megabyte, Least / Megabyte);
    }

    // A file system that does not tell its size does not tell what is free either.
    private static long? FreeOn(string place)
    {
        try
        {
            var drive = new DriveInfo(place);
            return drive.TotalSize > 0 ? drive.AvailableFreeSpace : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
