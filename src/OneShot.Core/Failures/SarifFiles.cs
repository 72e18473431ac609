namespace OneShot.Core.Failures;

/// <summary>
/// Finds the repository's files behind the addresses of a run: relative to a base, to the base of a base, or told in a
/// list.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="paths">The repository's files.</param>
internal sealed class SarifFiles(SarifRun run, RepositoryPaths paths)
{
    /// <summary>Bases and lists that refer further than this go in circles.</summary>
    private const int Deepest = 8;

    /// <summary>The place of a result, or of a notification.</summary>
    public (string? File, int Line, int Column) Place(
        IReadOnlyList<SarifLocation?>? locations,
        SarifFileName? target
    ) =>
        locations switch
        {
            [{ PhysicalLocation: { } place }, ..] => (
                Find(place.ArtifactLocation ?? target, 0),
                place.Region?.StartLine ?? 0,
                place.Region?.StartColumn ?? 0
            ),
            [{ ResultFile: { } file }, ..] => (
                file.Uri is null ? null : paths.Find(Local(file.Uri)),
                file.Region?.StartLine ?? 0,
                file.Region?.StartColumn ?? 0
            ),
            _ => (Find(target, 0), 0, 0),
        };

    private string? Find(SarifFileName? name, int depth)
    {
        if (name is null || depth > Deepest)
            return null;
        if (name.Uri is not { Length: > 0 } uri)
            return name.Index is { } index && run.Artifacts is { } artifacts && index < artifacts.Count
                ? Find(artifacts[index]?.Location, depth + 1)
                : null;
        var (address, isKnown) = Whole(uri, name.UriBaseId, depth);

        // Nobody may have told where the base is; it mostly is the top.
        return isKnown ? paths.Find(Local(address)) ?? paths.Find(Local(uri)) : null;
    }

    private (string Address, bool IsKnown) Whole(string uri, string? baseId, int depth)
    {
        if (depth > Deepest)
            return (uri, false);
        if (
            baseId is null
            || Uri.TryCreate(uri, UriKind.Absolute, out _)
            || run.OriginalUriBaseIds?.GetValueOrDefault(baseId) is not { Uri: { Length: > 0 } start } further
        )
            return (uri, true);
        var (address, isKnown) = Whole(start, further.UriBaseId, depth + 1);
        return (address.EndsWith('/') ? address + uri : $"{address}/{uri}", isKnown);
    }

    private static string Local(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && absolute.IsFile
            ? absolute.LocalPath
            : Uri.UnescapeDataString(uri);
}
