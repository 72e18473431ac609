using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace OneShot.Core.Secrets;

/// <summary>
/// Reads a file's bytes as letters, a window at a time: a large file needs no more memory than a small one.
/// </summary>
internal static class SecretWindows
{
    /// <summary>Letters in which a secret may begin.</summary>
    public const int Stride = 256 * 1024;

    /// <summary>Letters before them: what is looked at to tell whether a secret begins.</summary>
    private const int Behind = 256;

    /// <summary>Letters after them: no secret is longer.</summary>
    private const int Ahead = 32 * 1024;

    /// <summary>Collects the secrets of a file.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="width">The bytes of a letter: 1, or 2 as UTF-16 of this machine's order.</param>
    /// <param name="first">The byte that the first letter begins with.</param>
    /// <param name="found">Is added to.</param>
    public static void Collect(ReadOnlySpan<byte> content, int width, int first, HashSet<FoundSecret> found)
    {
        // Of the other order the last letter needs one more zero.
        var count = (content.Length - first + width - 1) / width;
        var letters = ArrayPool<char>.Shared.Rent(Math.Clamp(count, 0, Behind + Stride + Ahead));
        var end = 0;
        for (var from = 0; from < count && found.Count < SecretRules.Most; from += Stride)
        {
            var begin = Math.Max(0, from - Behind);
            var text = letters.AsSpan(0, Math.Min(count, from + Stride + Ahead) - begin);
            Decode(content[(first + (begin * width))..], width, text);
            end = begin + SecretRules.Collect(text, end - begin, from - begin, from - begin + Stride, found);
        }

        ArrayPool<char>.Shared.Return(letters, clearArray: true);
    }

    private static void Decode(ReadOnlySpan<byte> bytes, int width, Span<char> text)
    {
        if (width == 1)
        {
            Encoding.Latin1.GetChars(bytes[..text.Length], text);
            return;
        }

        text[^1] = '\0';
        bytes[..Math.Min(bytes.Length, text.Length * width)].CopyTo(MemoryMarshal.AsBytes(text));
    }
}
