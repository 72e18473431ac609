using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Storage;
using OneShot.Core.Text;
using OneShot.Processes;

namespace OneShot.Local;

/// <summary>
/// The program of this machine's runs, once for each content and for all repositories of this user. What lies there is
/// looked at before each start, to the last byte; a copy that nothing runs from is removed when another one is made.
/// </summary>
/// <param name="places">Where they may be, the best first.</param>
internal sealed class ProgramStore(IReadOnlyList<string> places)
{
    private const string Begun = "begun-";
    private const int Attempts = 3;

    // Whoever was killed between starting a process and its first word holds no mark, and the process none yet.
    private static readonly TimeSpan JustStarted = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Where this user's copies are; whoever has no home that can be written has a temporary one.</summary>
    /// <param name="variable">Reads the environment.</param>
    public static ProgramStore Of(Func<string, string?> variable)
    {
        var temporary = Path.Combine(Path.GetFullPath(Path.GetTempPath()), $"oneshot-{Environment.UserName}");
        return new ProgramStore([
            .. new[] { UserCache.Folder(variable), temporary }
                .OfType<string>()
                .Select(place => Path.Combine(place, "programs")),
        ]);
    }

    /// <summary>Checks that a program can be started from one of them.</summary>
    /// <exception cref="OneShotException">OS3130: none can.</exception>
    public void Require()
    {
        if (!Usable.Any())
            throw OneShotErrors.ProgramUnwritable(
                places[0],
                $"no .NET program starts in a folder with '{Path.PathSeparator}' in its name."
            );
    }

    /// <summary>Gives a copy of the program that stays until it is disposed.</summary>
    /// <param name="files">The program's files.</param>
    /// <exception cref="OneShotException">OS3130: it can't be kept there; half of it is not left behind.</exception>
    public ProgramUse Take(IReadOnlyList<string> files)
    {
        Require();
        var folder = Usable.FirstOrDefault(IsMade) ?? Usable.First();
        try
        {
            MakeOwn(folder);
            using var mine =
                FileLock.Take(Path.Combine(folder, "store.lock"), Patience)
                ?? throw new IOException("another process holds it for long.");
            var use = ProgramUse.Take(Find(folder, files));
            Sweep(folder, use.Folder);
            return use;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OneShotErrors.ProgramUnwritable(folder, exception.Message);
        }
    }

    private IEnumerable<string> Usable =>
        places.Where(place => !place.Contains(Path.PathSeparator, StringComparison.Ordinal));

    /// <summary>What stands for a program: names, lengths and bytes of all its files.</summary>
    public static string HashOf(IEnumerable<string> files)
    {
        using var hash = Sha256Hex.Begin();
        var buffer = new byte[128 * 1024];
        foreach (var file in files.OrderBy(Path.GetFileName, StringComparer.Ordinal))
        {
            using var stream = RegularFile.Open(file, followLink: true);
            hash.AppendData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\0{stream.Length}\0"));
            while (stream.Read(buffer) is > 0 and var read)
                hash.AppendData(buffer.AsSpan(0, read));
        }

        return Sha256Hex.End(hash)[..32];
    }

    private static string Find(string folder, IReadOnlyList<string> files)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var hash = HashOf(files);

            // One that was changed may have a run in it, which goes on: the next is another folder.
            var known = Directory
                .EnumerateDirectories(folder, hash + "*")
                .Where(copy => ProgramUse.OwnerOf(copy) is null)
                .ToArray();
            if (Array.Find(known, copy => IsWhole(copy, hash)) is { } good)
                return good;
            if (Copy(folder, files, hash) is { } made)
                return made;
        }

        throw new IOException("the program changes while it is copied.");
    }

    private static string? Copy(string folder, IReadOnlyList<string> files, string hash)
    {
        var begun = PrivateFolder.Make(Path.Combine(folder, $"{Begun}{Guid.NewGuid():N}"));
        try
        {
            foreach (var file in files)
                File.Copy(file, Path.Combine(begun, Path.GetFileName(file)));
            if (!IsWhole(begun, hash))
                return null; // it was built anew in between
            var target = Path.Combine(folder, hash);
            for (var next = 2; Directory.Exists(target); next++)
                target = Path.Combine(folder, FormattableString.Invariant($"{hash}-{next}"));
            Directory.Move(begun, target);
            return target;
        }
        finally
        {
            Folders.Remove(begun);
        }
    }

    // A file more is not whole either: .NET loads what lies beside a program.
    private static bool IsWhole(string copy, string hash)
    {
        try
        {
            var entries = new DirectoryInfo(copy);
            return entries.LinkTarget is null
                && entries.EnumerateFileSystemInfos().All(entry => entry is FileInfo { LinkTarget: null })
                && HashOf(entries.EnumerateFiles().Select(file => file.FullName)) == hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // While the store is held: nobody makes a copy now, and nobody takes one.
    private static void Sweep(string folder, string current)
    {
        foreach (var path in Directory.EnumerateDirectories(folder).ToArray())
        {
            if (Path.GetFileName(path).StartsWith(Begun, StringComparison.Ordinal))
                Folders.Remove(path);
            else if ((ProgramUse.OwnerOf(path) ?? path) is var copy && copy != current)
                ProgramUse.RemoveUnused(copy, JustStarted);
        }
    }

    private static bool IsMade(string folder)
    {
        try
        {
            MakeOwn(folder);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Among what is temporary, somebody else could have put a link there, which they could turn elsewhere later.
    private static void MakeOwn(string folder)
    {
        foreach (var one in new[] { Path.GetDirectoryName(folder)!, folder })
        {
            if (new DirectoryInfo(one).LinkTarget is not null)
                throw new IOException($"'{one}' is a link.");
            PrivateFolder.Make(one);
        }
    }
}
