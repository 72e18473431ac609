using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OneShot.Git.Tests;

/// <summary>
/// A bundle is looked through before git unpacks anything of it: what it would become is known from its headers.
/// </summary>
public sealed class BundleSizesTests
{
    private const int Blob = 3;
    private const int Delta = 6;
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void What_git_makes_is_taken()
    {
        using var folder = new TempFolder();
        var repo = GitRepo.Init(folder["work"]);
        var start = repo.Commit("First", "a.txt", string.Join('\n', Enumerable.Range(0, 20_000)));
        repo.Write("b.bin", new string('x', 100_000));
        repo.Git("add", "-A");
        repo.Commit("Second", "a.txt", string.Join('\n', Enumerable.Range(1, 20_000)));
        repo.Git("bundle", "create", "--quiet", folder["thin.bundle"], "HEAD", "^" + start);
        repo.Git("bundle", "create", "--quiet", folder["all.bundle"], "--all");
        repo.Git("bundle", "create", "--quiet", "--version=3", folder["three.bundle"], "HEAD");
        foreach (var name in new[] { "thin", "all", "three" })
        {
            using var bundle = File.OpenRead(folder[name + ".bundle"]);
            BundleSizes.Fault(bundle).ShouldBeNull(name);
        }
    }

    [Fact]
    public void Two_megabytes_that_become_a_gigabyte_are_refused_by_what_they_say() =>
        BundleSizes
            .Fault(Pack(Entry(Blob, 1024L * Megabyte, new byte[2 * Megabyte])))
            .ShouldBe("what is in it has more than 200 MB");

    [Fact]
    public void A_small_difference_that_becomes_a_large_file_is_refused()
    {
        // A thousand times "copy 64 KB from the beginning".
        byte[] copies = [.. Enumerable.Repeat<byte[]>([0b1011_0000, 0xFF, 0xFF], 1000).SelectMany(one => one)];
        byte[] delta = [.. Variable(0xFFFF), .. Variable(1000L * 0xFFFF), .. copies];
        BundleSizes
            .Fault(Pack(Entry(Blob, 0xFFFF, new byte[0xFFFF]), Entry(Delta, delta.Length, delta)))
            .ShouldBe("a file in it has 62 MB, and 20 is the limit");
    }

    [Fact]
    public void Many_files_are_added_up() =>
        BundleSizes
            .Fault(Pack([.. Enumerable.Repeat(Entry(Blob, 15 * Megabyte, new byte[15 * Megabyte]), 14)]))
            .ShouldBe("what is in it has more than 200 MB");

    [Fact]
    public void Who_lies_about_a_size_is_no_bundle()
    {
        BundleSizes.Fault(Pack(Entry(Blob, 10, new byte[20]))).ShouldBe("it is no bundle");
        BundleSizes.Fault(Pack(Entry(Blob, 30, new byte[20]))).ShouldBe("it is no bundle");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# v2 git bundle\n")]
    [InlineData("# v2 git bundle\n\nPACK")]
    [InlineData("# v9 git bundle\n\n")]
    [InlineData("# v2 git bundle\n\nPACK\0\0\0\u0002\0\0\0\u0001")]
    [InlineData("# v2 git bundle\n\nPACK\0\0\0\u0002\0\0\0\u00010abcdefghijklmnop")]
    public void What_is_cut_or_something_else_is_no_bundle(string text) =>
        BundleSizes.Fault(new MemoryStream(Encoding.Latin1.GetBytes(text))).ShouldBe("it is no bundle");

    [Fact]
    public void Any_bytes_are_an_answer_and_no_exception()
    {
        var random = new Random(12);
        var whole = Pack(Entry(Blob, 4, "some"u8.ToArray()), Entry(Delta, 5, [4, 4, 0x90, 4, 0])).ToArray();
        for (var i = 0; i < 2000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            BundleSizes.Fault(new MemoryStream(bytes, 0, random.Next(bytes.Length + 1)))?.ShouldNotBeEmpty();
        }
    }

    private static MemoryStream Pack(params byte[][] entries)
    {
        var stream = new MemoryStream();
        stream.Write("# v2 git bundle\n"u8);
        stream.Write(Encoding.ASCII.GetBytes(new string('a', 40) + " refs/heads/collected\n\nPACK"));
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(numbers, 2);
        BinaryPrimitives.WriteUInt32BigEndian(numbers[4..], (uint)entries.Length);
        stream.Write(numbers);
        foreach (var entry in entries)
            stream.Write(entry);
        stream.Position = 0;
        return stream;
    }

    private static byte[] Entry(int kind, long size, byte[] content)
    {
        var rest = Variable(size >> 4);
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(content);
        return
        [
            (byte)(0x80 | (kind << 4) | (int)(size & 15)),
            .. rest,
            .. kind == Delta ? new byte[] { 1 } : [],
            .. packed.ToArray(),
        ];
    }

    private static byte[] Variable(long number)
    {
        var bytes = new List<byte>();
        for (; number > 0x7F; number >>= 7)
            bytes.Add((byte)(0x80 | (number & 0x7F)));
        return [.. bytes, (byte)number];
    }
}
