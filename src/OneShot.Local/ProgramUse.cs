using OneShot.Core.Storage;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>A copy of the program that stays where it is until this is disposed, or its process ends.</summary>
/// <param name="folder">The copy.</param>
/// <param name="held">The mark that it is in use.</param>
internal sealed class ProgramUse(string folder, FileLock held) : IDisposable
{
    private const string Marks = ".use";

    public string Folder => folder;

    /// <summary>Marks a copy as in use, from within the process that runs from it.</summary>
    /// <param name="folder">The folder that the process runs from.</param>
    /// <returns>The mark; <see langword="null"/> where the folder is no copy.</returns>
    public static ProgramUse? Of(string folder)
    {
        var copy = Path.TrimEndingDirectorySeparator(folder);
        return Directory.Exists(copy + Marks) ? Take(copy) : null;
    }

    /// <summary>Marks a copy as in use.</summary>
    /// <exception cref="IOException">The mark can't be made.</exception>
    public static ProgramUse Take(string folder)
    {
        PrivateFolder.Make(folder + Marks);
        var mark = Path.Combine(folder + Marks, $"{Environment.ProcessId}-{Guid.NewGuid():N}.lock");
        return new ProgramUse(folder, FileLock.TryTake(mark) ?? throw new IOException($"'{mark}' is in use."));
    }

    /// <summary>Removes a copy that nobody uses, with its marks.</summary>
    /// <param name="folder">The copy.</param>
    /// <param name="patience">How long ago its last use has to have begun or ended.</param>
    public static void RemoveUnused(string folder, TimeSpan patience)
    {
        // Of a process that was killed the mark is there, and free.
        var marks = folder + Marks;
        FileLock.Sweep(marks);
        if (Directory.Exists(marks))
        {
            if (Directory.EnumerateFiles(marks).Any())
                return;
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(marks) < patience)
                return;
        }

        if (Folders.Remove(folder))
            Folders.Remove(marks);
    }

    /// <summary>The copy whose marks a folder holds.</summary>
    public static string? OwnerOf(string folder) =>
        folder.EndsWith(Marks, StringComparison.Ordinal) ? folder[..^Marks.Length] : null;

    public void Dispose() => held.Dispose();
}
