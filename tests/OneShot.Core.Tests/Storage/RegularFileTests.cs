using System.Net.Sockets;
using OneShot.Core.Storage;

namespace OneShot.Core.Tests.Storage;

/// <summary>What may lie where a file is expected.</summary>
public sealed class RegularFileTests : IDisposable
{
    private readonly TempFolder _folder = new("regular");

    [Fact]
    public void A_file_is_read_up_to_a_limit()
    {
        var file = _folder.Write("file", "content");
        RegularFile.TryRead(file, 100)!.Length.ShouldBe(7);
        RegularFile.TryRead(file, 3)!.Length.ShouldBe(4, "one more tells that there is more");
        RegularFile.TryRead(_folder["missing"], 100).ShouldBeNull();
        Should.Throw<FileNotFoundException>(() => RegularFile.Open(_folder["missing"]));
        Should.Throw<DirectoryNotFoundException>(() => RegularFile.Open(Path.Combine(file, "below")));
    }

    [Fact]
    public void A_link_is_followed_only_where_that_is_meant()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(_folder["link"], _folder.Write("file", "content"));
        RegularFile.TryRead(_folder["link"], 100).ShouldBeNull();
        RegularFile.TryRead(_folder["link"], 100, followLink: true)!.Length.ShouldBe(7);
    }

    [Theory]
    [InlineData("pipe")]
    [InlineData("socket")]
    [InlineData("folder")]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/dev/tty")]
    public void What_is_no_file_is_refused_at_once(string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Directory.CreateDirectory(_folder["folder"]);
        Launch.Run(_folder.Path, null, "mkfifo", "pipe").ExitCode.ShouldBe(0);
        Should.Throw<IOException>(() => RegularFile.Open(_folder[name], followLink: true));
        RegularFile.TryRead(_folder[name], 100).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
