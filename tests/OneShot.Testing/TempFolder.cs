using System.Diagnostics;

namespace OneShot.Testing;

/// <summary>A folder for one test.</summary>
public sealed class TempFolder : IDisposable
{
    // Repositories come and go by the thousand, which costs a disk's file system more than all of git's work.
    private static readonly Lazy<string> Parent = new(() => IsInMemory ? "/dev/shm" : System.IO.Path.GetTempPath());

    public TempFolder(string name = "oneshot")
    {
        Path = System.IO.Path.Combine(Parent.Value, $"{name}-{Guid.NewGuid():N}"[..Math.Min(40, name.Length + 13)]);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Whether this machine has memory enough for them.</summary>
    internal static bool IsInMemory { get; } =
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > 2L << 30;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public string Write(string relative, string text)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a program.</summary>
    public string Executable(string relative, string script)
    {
        var file = this[relative];
        if (OperatingSystem.IsWindows())
            return Write(relative, script);
        // What this process has open for writing, a process that another test starts at that moment has open too, and
        // nothing that is open so can be started. So somebody else writes it.
        var text = Write(relative + ".text", script);
        using (var install = Process.Start("install", ["-m", "700", text, file]))
            install.WaitForExit();
        File.Delete(text);
        return file;
    }

    public void Dispose()
    {
        for (var attempt = 1; Directory.Exists(Path); attempt++)
        {
            try
            {
                foreach (
                    var file in new DirectoryInfo(Path).EnumerateFiles(
                        "*",
                        new EnumerationOptions
                        {
                            RecurseSubdirectories = true,
                            AttributesToSkip = FileAttributes.ReparsePoint,
                        }
                    )
                )
                    file.Attributes = FileAttributes.Normal;
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (attempt < 50)
            {
                Thread.Sleep(100); // a process of the test is still at its end, and writes
            }
        }
    }
}
