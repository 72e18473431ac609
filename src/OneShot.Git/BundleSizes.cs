using System.Buffers.Binary;
using System.Text;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip.Compression;
using OneShot.Core.Judging;
using OneShot.Core.Storage;

namespace OneShot.Git;

/// <summary>
/// Reads how large a bundle's objects are before git unpacks any: 2 MB of it can
/// stand for a gigabyte. Nothing is kept of what is unpacked here but the sizes.
/// </summary>
/// <remarks>
/// https://git-scm.com/docs/gitformat-bundle and https://git-scm.com/docs/gitformat-pack.
/// .NET's own streams don't tell where packed data ends.
/// </remarks>
internal sealed class BundleSizes
{
    private const int MostHeaderLines = 1000;
    private const int MostObjects = 500_000;
    private const int LongestLine = 4096;

    private readonly Stream _stream;
    private readonly Inflater _inflater = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly byte[] _unpacked = new byte[64 * 1024];
    private int _start;
    private int _end;

    private BundleSizes(Stream stream) => _stream = stream;

    /// <summary>Whether git may unpack a bundle, by all that can be told before.</summary>
    /// <param name="bundle">The bundle's file.</param>
    public static bool IsGood(string bundle)
    {
        try
        {
            using var file = RegularFile.Open(bundle);
            return file.Length <= DeliveryRules.Largest && Fault(file) is null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Looks through a bundle.</summary>
    /// <param name="bundle">The bundle, at its beginning.</param>
    /// <returns>Why it is not to be unpacked, as the rest of a
    /// sentence; <see langword="null"/> when it may be.</returns>
    public static string? Fault(Stream bundle)
    {
        try
        {
            return new BundleSizes(bundle).Fault();
        }
        catch (Exception exception)
            when (exception
                    is SharpZipBaseException
                        or InvalidDataException
                        or EndOfStreamException
                        or OverflowException
                        or IndexOutOfRangeException
            ) // the last is the library's, at broken tables
        {
            return "it is no bundle";
        }
    }

    private string? Fault()
    {
        var version = Line();
        if (version is not ("# v2 git bundle" or "# v3 git bundle"))
            return "it is no bundle";
        var hash = 20;
        var lines = 0;
        string line;
        while ((line = Line()).Length > 0)
        {
            if (line == "@object-format=sha256")
                hash = 32;
            if (++lines > MostHeaderLines)
                return "it has too many branches";
        }

        if (Text(4) != "PACK" || Number() is < 2 or > 3)
            return "it is no bundle";
        var count = Number();
        if (count > MostObjects)
            return $"it has {count} objects, and {MostObjects} is the limit";
        var total = 0L;
        for (var i = 0; i < count; i++)
        {
            var size = Entry(hash);
            total = checked(total + size.Whole);
            if (size.IsDelta && size.Whole > DeliveryRules.LargestFile)
                return $"a file in it has {size.Whole / DeliveryRules.Megabyte} MB, and "
                    + $"{DeliveryRules.LargestFile / DeliveryRules.Megabyte} is the limit";
            if (total > DeliveryRules.LargestHistory)
                return $"what is in it has more than {DeliveryRules.LargestHistory / DeliveryRules.Megabyte} MB";
        }

        return null;
    }

    // An object's header tells its kind and size; a difference from another begins with the sizes of both.
    private (bool IsDelta, long Whole) Entry(int hash)
    {
        var first = Byte();
        var kind = (first >> 4) & 7;
        long size = first & 15;
        if ((first & 0x80) != 0)
            size = checked(size + (Variable(Byte, 49) << 4));
        if (kind == 6)
            Variable(Byte, 49);
        else if (kind == 7)
            Text(hash);
        else if (kind is 0 or 5)
            throw new InvalidDataException();
        var isDelta = kind is 6 or 7;
        if (size > DeliveryRules.LargestHistory)
            return (isDelta, size);
        var begun = Unpack(size);
        if (!isDelta)
            return (false, size);
        var at = 0;
        Variable(Begun, 56); // of what it differs from
        return (true, Math.Max(size, Variable(Begun, 56)));

        byte Begun() => at < begun.Length ? begun[at++] : throw new InvalidDataException();
    }

    // Unpacks an object of a known size, and keeps its first bytes.
    private byte[] Unpack(long size)
    {
        _inflater.Reset();
        var begun = Array.Empty<byte>();
        var total = 0L;
        while (!_inflater.IsFinished)
        {
            if (_inflater.IsNeedingInput)
            {
                if (_start == _end)
                    Fill();
                _inflater.SetInput(_buffer, _start, _end - _start);
                _start = _end;
            }

            var count = _inflater.Inflate(_unpacked);
            if (total == 0)
                begun = _unpacked[..Math.Min(count, 20)];
            total += count;
            if (total > size || _inflater.IsNeedingDictionary)
                throw new InvalidDataException();
        }

        _start = _end - _inflater.RemainingInput;
        return total == size ? begun : throw new InvalidDataException();
    }

    // Seven bits a byte, the lowest first; the highest bit says that there are more.
    private static long Variable(Func<byte> read, int longest)
    {
        long number = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > longest)
                throw new InvalidDataException();
            var next = read();
            number |= (long)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
                return number;
        }
    }

    private string Line()
    {
        var line = new StringBuilder();
        byte next;
        while ((next = Byte()) != '\n')
        {
            if (line.Length == LongestLine)
                throw new InvalidDataException();
            line.Append((char)next);
        }

        return line.ToString();
    }

    private string Text(int length) =>
        string.Create(
            length,
            this,
            static (text, sizes) =>
            {
                for (var i = 0; i < text.Length; i++)
                    text[i] = (char)sizes.Byte();
            }
        );

    private uint Number()
    {
        Span<byte> bytes = [Byte(), Byte(), Byte(), Byte()];
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private byte Byte()
    {
        if (_start == _end)
            Fill();
        return _buffer[_start++];
    }

    private void Fill()
    {
        (_start, _end) = (0, _stream.Read(_buffer));
        if (_end == 0)
            throw new EndOfStreamException();
    }
}
