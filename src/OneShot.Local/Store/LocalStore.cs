using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OneShot.Core.Errors;
using OneShot.Core.Storage;

namespace OneShot.Local.Store;

/// <summary>
/// The local forge's files, below the git directory's <c>oneshot/</c>: JSON
/// that people can read, whole or not there, safe under processes at once.
/// </summary>
/// <param name="folder">That folder.</param>
internal sealed class LocalStore(string folder)
{
    /// <summary>The name of the forge of this machine, as arguments and journals have it.</summary>
    public const string Forge = "local";

    /// <summary>How long to wait for a process that is writing the same file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Folder => folder;

    public string PathOf(string relative) => Path.Combine(folder, relative);

    /// <summary>Reads a file.</summary>
    /// <returns>Its content; <see langword="null"/> when there is no such file.</returns>
    /// <exception cref="OneShotException">OS5007: it is damaged.</exception>
    public T? Read<T>(string relative, JsonTypeInfo<T> type)
        where T : class
    {
        var path = PathOf(relative);
        try
        {
            using var file = RegularFile.Open(path);
            return JsonSerializer.Deserialize(file, type);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalDamaged(path, exception.Message);
        }
    }

    public void Write<T>(string relative, T value, JsonTypeInfo<T> type)
    {
        try
        {
            AtomicFile.Write(
                PathOf(relative),
                file => JsonSerializer.Serialize(file, value, type),
                isPrivate: relative.StartsWith("runs/", StringComparison.Ordinal)
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(PathOf(relative), exception.Message);
        }
    }

    /// <summary>Makes a private file for others to write at its end, and its private folder.</summary>
    /// <returns>Its path.</returns>
    public string Append(string relative)
    {
        var path = PathOf(relative);
        try
        {
            PrivateFolder.Make(Path.GetDirectoryName(path)!);
            PrivateFolder.Append(path).Dispose();
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(path, exception.Message);
        }
    }

    /// <summary>Changes a file while nobody else does.</summary>
    public T Change<T>(string relative, JsonTypeInfo<T> type, Func<T, T> change)
        where T : class
    {
        using var held = Hold(relative + ".lock");
        var changed = change(
            Read(relative, type) ?? throw OneShotErrors.JournalDamaged(PathOf(relative), "it is gone")
        );
        Write(relative, changed, type);
        return changed;
    }

    /// <summary>Takes a lock of this store, waiting for whoever has it.</summary>
    public FileLock Hold(string relative)
    {
        try
        {
            return FileLock.Take(PathOf(relative), Patience) ?? throw OneShotErrors.Locked(relative);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.JournalUnwritable(PathOf(relative), exception.Message);
        }
    }

    /// <summary>The numbers of a folder's files, ascending.</summary>
    public IReadOnlyList<int> Numbers(string relative) =>
        Directory.Exists(PathOf(relative))
            ? Directory
                .EnumerateFiles(PathOf(relative), "*.json")
                .Select(file =>
                    int.TryParse(
                        Path.GetFileNameWithoutExtension(file),
                        NumberStyles.None,
                        CultureInfo.InvariantCulture,
                        out var number
                    )
                        ? number
                        : 0
                )
                .Where(number => number > 0)
                .Order()
                .ToArray()
            : [];
}
