using System.Text.Json;
using OneShot.Core.Storage;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The user's package caches, for reading: what was downloaded once
/// is not downloaded again for each session, and needs no network.
/// </summary>
/// <param name="home">The user's home.</param>
/// <param name="variable">Reads the user's environment.</param>
internal sealed class PackageCaches(string home, Func<string, string?> variable)
{
    private const int LargestLock = 32 * 1024 * 1024;
    private const int MostLocks = 50;

    /// <summary>
    /// NuGet's folder of packages:
    /// https://learn.microsoft.com/nuget/consume-packages/managing-the-global-packages-and-cache-folders.
    /// </summary>
    public string? NuGet =>
        Existing(variable("NUGET_PACKAGES") is { Length: > 0 } told ? told : Path.Combine(home, ".nuget", "packages"));

    /// <summary>What npm keeps of packages, each file by the hash of what is in it.</summary>
    public string? Npm =>
        Existing(
            Path.Combine(
                variable("npm_config_cache") is { Length: > 0 } told ? told : Path.Combine(home, ".npm"),
                "_cacache",
                "content-v2"
            )
        );

    /// <summary>
    /// Puts into a session's own npm cache what a work tree's lock files name and the
    /// user's has: npm takes a package whose hash it knows from there, and asks nobody.
    /// </summary>
    /// <param name="tree">The work tree, before anybody worked in it.</param>
    /// <param name="cache">The session's cache, in its home.</param>
    public void LinkNpm(string tree, string cache)
    {
        if (Npm is not { } content)
            return;
        foreach (var path in LocksOf(tree).SelectMany(HashesOf).Select(PathOf).OfType<string>().Distinct())
        {
            var (file, link) = (Path.Combine(content, path), Path.Combine(cache, "_cacache", "content-v2", path));
            if (!File.Exists(file) || Path.Exists(link))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }
    }

    private static IEnumerable<string> LocksOf(string tree)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 4,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        };
        return Directory.EnumerateFiles(tree, "package-lock.json", options).Take(MostLocks);
    }

    // A strong hash is one of SHA-512: "sha512-BASE64", of which there may be several.
    private static List<string> HashesOf(string file)
    {
        var found = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(RegularFile.TryRead(file, LargestLock) ?? []);
            while (reader.Read())
            {
                if (
                    reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals("integrity"u8)
                    && reader.Read()
                    && reader.TokenType == JsonTokenType.String
                )
                    found.Add(reader.GetString()!);
            }
        }
        catch (JsonException)
        {
            return []; // npm will say so
        }

        return found;
    }

    // https://github.com/npm/cacache: content-v2/sha512/12/34/rest, in hexadecimal.
    private static string? PathOf(string integrity)
    {
        var hash = integrity
            .Split(' ')
            .FirstOrDefault(one => one.StartsWith("sha512-", StringComparison.Ordinal))
            ?["sha512-".Length..];
        var bytes = new byte[64];
        if (hash is null || !Convert.TryFromBase64String(hash, bytes, out var count) || count != bytes.Length)
            return null;
        var text = Convert.ToHexStringLower(bytes);
        return Path.Combine("sha512", text[..2], text[2..4], text[4..]);
    }

    private static string? Existing(string folder) =>
        Path.IsPathRooted(folder) && Directory.Exists(folder) ? folder : null;
}
