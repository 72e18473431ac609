namespace OneShot.Processes.Tests;

/// <summary>A folder of a session is removed whatever the agent made in it.</summary>
public sealed class FoldersTests : IDisposable
{
    private readonly TempFolder _folder = new("folders");

    [Theory]
    [InlineData("for (1..600) { mkdir 'd' x 20; chdir 'd' x 20 }")]
    [InlineData("mkdir \"d\\xff\"; open F, '>', \"d\\xff/a\\xfe\"")]
    [InlineData("mkdir 'd'; open F, '>', 'd/f'; symlink '/', 'd/l'; chmod 0, 'd/f', 'd'")]
    public void One_is_removed(string perl)
    {
        if (OperatingSystem.IsWindows())
            return;
        var top = Directory.CreateDirectory(_folder["top"]).FullName;
        Launch.Run(top, null, "perl", "-e", perl).ExitCode.ShouldBe(0);
        Folders.Remove(top).ShouldBeTrue();
        Directory.Exists(top).ShouldBeFalse();
    }

    public void Dispose() => Launch.Run("/", null, "rm", "-rf", "--", _folder.Path);
}
