namespace OneShot.Core.Storage;

/// <summary>Folders and files that nobody but their owner can look into, whatever the process's mask is.</summary>
internal static class PrivateFolder
{
    /// <summary>The mode of a folder: 0700.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>The mode of a file: 0600.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder private, and makes it if it is missing.</summary>
    /// <param name="path">The folder.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">It can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It can't be made, or is another user's.</exception>
    public static string Make(string path)
    {
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(path).FullName;
        var folder = Directory.CreateDirectory(path, Mode);
        if (folder.UnixFileMode != Mode)
            folder.UnixFileMode = Mode; // it was there: only its owner may do that
        return folder.FullName;
    }

    /// <summary>Opens a file for writing at its end; nobody else can read it.</summary>
    /// <param name="path">The file; it is made if it is missing.</param>
    /// <returns>The file; the caller closes it.</returns>
    public static FileStream Append(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return new FileStream(path, options);
    }
}
