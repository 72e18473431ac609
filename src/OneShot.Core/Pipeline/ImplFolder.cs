using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Storage;

namespace OneShot.Core.Pipeline;

/// <summary>
/// The folder in which jobs leave files for the next one. Agents write there too, so nothing in it
/// is trusted: no links, pipes or devices, no more bytes than a limit. Nobody else can look into it.
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class ImplFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>A file's path.</summary>
    /// <param name="name">One of <see cref="PlanFiles"/>.</param>
    /// <returns>The path.</returns>
    public string this[string name] => System.IO.Path.Combine(path, name);

    /// <summary>The folder in a work tree.</summary>
    /// <param name="tree">The tree's top.</param>
    /// <returns>The folder.</returns>
    public static ImplFolder In(string tree) => new(System.IO.Path.Combine(tree, PlanFiles.Folder));

    /// <summary>Makes the folder, if an agent has not put something else in its place.</summary>
    /// <exception cref="OneShotException">OS6014: it is a link or a file.</exception>
    public void Make()
    {
        if (new FileInfo(path) is { Exists: true } || new DirectoryInfo(path).LinkTarget is not null)
            throw OneShotErrors.DeliveryRefused($"{PlanFiles.Folder} is no folder.");
        PrivateFolder.Make(path);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="name">One of <see cref="PlanFiles"/>.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>Its bytes, one more than the limit when there are more;
    /// <see langword="null"/> when it is missing, or no regular file.</returns>
    public byte[]? Read(string name, int limit)
    {
        return new DirectoryInfo(path).LinkTarget is null ? RegularFile.TryRead(this[name], limit) : null;
    }

    /// <summary>
    /// Where the branch was when the implementer began, as it says itself: a push goes through only if it still is.
    /// </summary>
    /// <returns>A commit's id, if one looks like that.</returns>
    /// <exception cref="OneShotException">OS6014: none does.</exception>
    public string ReadStart()
    {
        var start = Encoding.ASCII.GetString(Read(PlanFiles.Start, 64) ?? []);
        return start.Length is >= 40 and <= 64 && start.All(char.IsAsciiHexDigitLower)
            ? start
            : throw OneShotErrors.DeliveryRefused($"{PlanFiles.Folder}/{PlanFiles.Start} names no commit.");
    }

    /// <summary>
    /// Writes a file anew, whole or not at all: whatever an agent put
    /// in its place, a link among it, is replaced and not followed.
    /// </summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="OneShotException">OS6014: a folder is in its place.</exception>
    public void Write(string name, ReadOnlySpan<byte> content)
    {
        Make();
        RefuseFolder(name);
        var bytes = content.ToArray();
        AtomicFile.Write(this[name], file => file.Write(bytes), isPrivate: true);
    }

    /// <summary>Removes a file.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="OneShotException">OS6014: a folder is in its place.</exception>
    public void Remove(string name)
    {
        RefuseFolder(name);
        if (Directory.Exists(path))
            File.Delete(this[name]);
    }

    /// <summary>
    /// Puts a file aside, under a name with the first number that is free: <c>implementation.1.bundle</c>.
    /// </summary>
    /// <param name="name">The file's name; one that is missing is none to put aside.</param>
    /// <returns>The new name; <see langword="null"/> when there was no file.</returns>
    public string? Keep(string name)
    {
        if (!File.Exists(this[name]))
            return null;
        for (var number = 1; ; number++)
        {
            var kept = FormattableString.Invariant(
                $"{System.IO.Path.GetFileNameWithoutExtension(name)}.{number}{System.IO.Path.GetExtension(name)}"
            );
            if (System.IO.Path.Exists(this[kept]))
                continue;
            File.Move(this[name], this[kept]);
            return kept;
        }
    }

    private void RefuseFolder(string name)
    {
        if (Directory.Exists(this[name]) && new DirectoryInfo(this[name]).LinkTarget is null)
            throw OneShotErrors.DeliveryRefused($"{PlanFiles.Folder}/{name} is a folder.");
    }
}
