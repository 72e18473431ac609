using System.Text.Json;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Processes;

namespace OneShot.Feeds;

/// <summary>Asks feeds by the .NET SDK, which knows their configuration and how one logs in to them.</summary>
internal sealed class DotNetFeeds : IPackageFeeds
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<FeedAnswer?> AskAsync(
        string id,
        string version,
        string folder,
        CancellationToken cancellationToken
    )
    {
        string[] command = ["dotnet", "package", "search", id, "--exact-match", "--prerelease", "--format", "json"];
        var printed = await ProcessQuery
            .AsyncOf(command, string.Empty, folder, cancellationToken, Limit)
            .ConfigureAwait(false);
        var start = printed?.IndexOf('{', StringComparison.Ordinal) ?? -1;
        return start < 0 ? null : Read(printed![start..], version);
    }

    private static FeedAnswer? Read(string json, string version)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var feeds = document
                .RootElement.GetProperty("searchResult")
                .EnumerateArray()
                .ToLookup(
                    feed =>
                        feed.GetProperty("packages").EnumerateArray().Any(package => IsOf(package, version)) ? "has"
                        : feed.TryGetProperty("problems", out var problems) && problems.GetArrayLength() > 0 ? "silent"
                        : "lacks",
                    feed => feed.GetProperty("sourceName").GetString() ?? string.Empty
                );
            return new FeedAnswer([.. feeds["has"]], [.. feeds["lacks"]], [.. feeds["silent"]]);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOf(JsonElement package, string version) =>
        string.Equals(package.GetProperty("version").GetString(), version, StringComparison.OrdinalIgnoreCase);
}
