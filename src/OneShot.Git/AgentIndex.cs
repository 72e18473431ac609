using System.Buffers.Binary;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// Reads which new files an agent's own git was told to keep, of its index as data: git that opens the file would do
/// what its extensions say, and hold whatever its names grow to.
/// </summary>
/// <param name="tracked">What the start holds.</param>
/// <param name="idLength">The bytes of an object's id.</param>
/// <remarks>https://git-scm.com/docs/index-format</remarks>
internal sealed class AgentIndex(TrackedFiles tracked, int idLength)
{
    private const long LargestFile = 256 * 1024 * 1024;
    private const int MostEntries = 1_000_000;
    private const int Most = 10_000;
    private const int LongestName = 4096;

    /// <summary>The most bytes of names that are kept: in version 4 one names what it shares with another.</summary>
    private const int LargestNames = 4 * 1024 * 1024;

    /// <summary>The bytes of times, mode, owner and size before an entry's id.</summary>
    private const int StatusLength = 40;

    private const int ModeAt = 24;
    private const int KindMask = 0xF000;
    private const int Folder = 0x4000;
    private const int MoreFlags = 0x4000;

    private readonly SortedSet<string> _added = new(StringComparer.Ordinal);
    private readonly List<byte> _name = [];
    private long _read;
    private int _kept;

    /// <summary>Reads them.</summary>
    /// <param name="git">The agent's git directory.</param>
    /// <returns>At most ten thousand, up to where the file is broken: it decides nothing but what is told.</returns>
    public AddedFiles Read(string git)
    {
        try
        {
            if (new DirectoryInfo(git) is { Exists: true, LinkTarget: null })
                ReadFile(Path.Combine(git, "index"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nothing more is told of it then.
        }

        return new AddedFiles(_added);
    }

    private bool IsEnough => _added.Count == Most || _kept > LargestNames || _read > LargestFile;

    private void ReadFile(string path)
    {
        using var opened = RegularFile.Open(path);
        if (opened.Length > LargestFile)
            return;
        using var file = new BufferedStream(opened, 64 * 1024);
        Span<byte> header = stackalloc byte[12];
        file.ReadExactly(header);
        var version = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (!header.StartsWith("DIRC"u8) || version is < 2 or > 4)
            return;
        var count = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(header[8..]), MostEntries);
        for (var i = 0; i < count && !IsEnough; i++)
            ReadEntry(file, version);
    }

    private void ReadEntry(Stream file, uint version)
    {
        Span<byte> head = stackalloc byte[StatusLength + 32 + 2];
        head = head[..(StatusLength + idLength + 2)];
        file.ReadExactly(head);
        var length = head.Length;
        if ((BinaryPrimitives.ReadUInt16BigEndian(head[^2..]) & MoreFlags) != 0)
        {
            file.ReadExactly(stackalloc byte[2]);
            length += 2;
        }

        if (version == 4)
            Shorten(file);
        else
            _name.Clear();
        for (var next = Byte(file); next != 0; next = Byte(file))
        {
            if (_name.Count == LongestName)
                throw new IOException("A name is too long.");
            _name.Add((byte)next);
        }

        // Filled up to a multiple of eight, one NUL at least.
        if (version < 4)
            file.ReadExactly(stackalloc byte[7 - ((length + _name.Count) % 8)]);
        if ((BinaryPrimitives.ReadInt32BigEndian(head[ModeAt..]) & KindMask) != Folder)
            Add();
    }

    // How many bytes of the name before are not of this one: https://git-scm.com/docs/pack-format has the number.
    private void Shorten(Stream file)
    {
        var next = Byte(file);
        var less = next & 127;
        while ((next & 128) != 0 && less <= LongestName)
        {
            next = Byte(file);
            less = ((less + 1) << 7) | (next & 127);
        }

        if (less > _name.Count)
            throw new IOException("A name is shorter than nothing.");
        _name.RemoveRange(_name.Count - less, less);
    }

    private void Add()
    {
        _read += _name.Count;
        var path = Encoding.UTF8.GetString([.. _name]);
        if (path.Length == 0 || tracked.At(path) is not null || PlanFiles.IsOwn(path))
            return;
        if (_added.Add(path))
            _kept += _name.Count;
    }

    private static int Byte(Stream file) =>
        file.ReadByte() is >= 0 and var next ? next : throw new EndOfStreamException();
}
