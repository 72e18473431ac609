using Xunit;

namespace OneShot.Testing;

/// <summary>A disk of few megabytes, or one that nobody can write to, for a test.</summary>
public sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Found = new(() =>
    {
        if (!OperatingSystem.IsLinux())
            return "disks of a test's own are for Linux";
        using var folder = new TempFolder("disk");
        var isThere = Launch.Run("/", null, "mount", "-t", "tmpfs", "-o", "size=1m", "none", folder.Path).ExitCode == 0;
        if (isThere)
            Launch.Run("/", null, "umount", folder.Path);
        return isThere ? null : "nobody may mount a disk here: run the tests as root, in a container that may";
    });

    private readonly TempFolder _folder = new("disk");

    public SmallDisk(int megabytes) => Mount($"size={megabytes}m");

    /// <summary>Why there can be none here.</summary>
    public static string? Lack => Found.Value;

    public string Path => _folder.Path;

    public void MakeReadOnly() => Mount("remount,ro");

    public void MakeLarge() => Mount("remount,rw,size=200m");

    public void Dispose()
    {
        Launch.Run("/", null, "umount", "--lazy", Path);
        _folder.Dispose();
    }

    private void Mount(string options)
    {
        var outcome = Launch.Run("/", null, "mount", "-t", "tmpfs", "-o", options, "none", Path);
        if (outcome.ExitCode != 0)
            throw new InvalidOperationException(outcome.All);
    }
}

/// <summary>A test that needs a disk of its own; where nobody may mount one it is skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SmallDisk.Lack;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.Lack;
}
