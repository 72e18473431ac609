using System.Buffers;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Protection;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Judging;

/// <summary>
/// Looks at what a session brought back, as data, and decides about every
/// file: what can't be taken is taken out and told, and the rest goes on.
/// </summary>
/// <param name="delivery">Where it lies.</param>
/// <param name="policies">What becomes of protected files.</param>
internal sealed class Judge(IDelivery delivery, ProtectPolicies policies)
{
    private static readonly string[] Modes = ["100644", "100755", "120000", "160000"];

    /// <summary>Of a link, in bytes: no system follows a longer one.</summary>
    private const int LongestTarget = 4096;

    private readonly List<Finding> _findings = [];
    private readonly List<string> _dependencies = [];
    private readonly HashSet<Finding> _found = []; // both forms of a file may tell the same
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);

    /// <summary>Judges a delivery.</summary>
    /// <param name="delivered">The delivery.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>What is taken of it, and what is told.</returns>
    public async Task<Judgement> RunAsync(Delivered delivered, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivered);
        var files = delivered.Files.Where(file => !PlanFiles.IsOwn(file.Path)).ToArray();
        foreach (var file in files)
        {
            if ((Fault(file) ?? delivered.Refused.GetValueOrDefault(file.Path)) is { } fault)
                Block(file.Path, fault);
            else if (policies.Of(file.Path) is { } finding)
                Add(finding);
        }

        var kept = delivered.Kept.ToDictionary(file => file.Path, StringComparer.Ordinal);
        var sizes = await SizesAsync(files, kept, cancellationToken).ConfigureAwait(false);
        var trunk = await delivery.FilesAsync(delivered.Start, cancellationToken).ConfigureAwait(false);
        await LinksAsync(files, trunk, sizes, cancellationToken).ConfigureAwait(false);
        Collisions(files, trunk);
        await ContentsAsync(files, kept, sizes, cancellationToken).ConfigureAwait(false);
        Displacements(files, trunk);
        return new Judgement([.. files.Where(file => !IsBlocked(file.Path))], _findings)
        {
            Dependencies = _dependencies,
        };
    }

    private static string? Fault(ChangedFile file) =>
        file switch
        {
            { Before.IsRepository: true, After: null } => "is another repository that trunk has, and stays",
            { After: null } => null,
            { After.IsRepository: true } => "is another repository",
            { After.Mode: var mode } when !Modes.Contains(mode) => "is of a kind that git does not have",
            _ when PlanFiles.IsOwn(FoldedName.Of(file.Path)) =>
                "has the name of OneShot's own folder on Windows and macOS",
            { After.IsLink: true } when NameRules.FaultOfLink(file.Path) is { } fault => fault,
            _ => NameRules.Fault(file.Path)
                ?? (
                    SecretRules.Find(file.Path) is [var secret, ..]
                        ? $"has a name that holds what looks like a secret ({secret.Kind})"
                        : null
                ),
        };

    // Sizes before bytes: nothing is read that is too large.
    private async Task<IReadOnlyDictionary<string, long>> SizesAsync(
        ChangedFile[] files,
        Dictionary<string, ChangedFile> kept,
        CancellationToken cancellationToken
    )
    {
        var versions = files
            .Concat(kept.Values)
            .SelectMany(file => new[] { file.Before, file.After })
            .Where(version => version is { IsRepository: false });
        var sizes = await delivery
            .SizesAsync([.. versions.Select(version => version!.Id).Distinct()], cancellationToken)
            .ConfigureAwait(false);
        Limit(files, sizes);
        if (kept.Count > 0)
            Limit(files.Select(file => kept.GetValueOrDefault(file.Path, file)), sizes);
        return sizes;
    }

    private void Limit(IEnumerable<ChangedFile> files, IReadOnlyDictionary<string, long> sizes)
    {
        var total = 0L;
        foreach (var file in files.Where(file => file.After is { IsRepository: false } && !IsBlocked(file.Path)))
        {
            if (!sizes.TryGetValue(file.After!.Id, out var size))
                Block(file.Path, "has no content");
            else if (size > DeliveryRules.LargestFile)
                Block(
                    file.Path,
                    $"has {size / DeliveryRules.Megabyte} MB, and "
                        + $"{DeliveryRules.LargestFile / DeliveryRules.Megabyte} is the limit"
                );
            else if ((total += size) > DeliveryRules.Largest)
                Block(
                    file.Path,
                    $"is beyond the {DeliveryRules.Largest / DeliveryRules.Megabyte} MB that are delivered at most"
                );
        }
    }

    private async Task LinksAsync(
        ChangedFile[] files,
        IReadOnlyDictionary<string, FileVersion> trunk,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        var taken = files.Where(file => !IsBlocked(file.Path)).ToArray();
        foreach (
            var file in taken.Where(file => file.After is { IsLink: true } && sizes[file.After.Id] > LongestTarget)
        )
            Block(file.Path, "is a link with too long a target");
        taken = [.. taken.Where(file => !IsBlocked(file.Path))];
        if (!taken.Any(file => file.Before is { IsLink: true } || file.After is { IsLink: true }))
            return;

        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, version) in trunk.Where(pair => pair.Value.IsLink))
            await AddAsync(before, path, version).ConfigureAwait(false);
        var links = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var file in taken)
        {
            links.Remove(file.Path);
            if (file.After is { IsLink: true } after)
                await AddAsync(links, file.Path, after).ConfigureAwait(false);
        }

        var delivered = taken
            .Where(file => file.After is { IsLink: true })
            .Select(file => file.Path)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (path, fault) in LinkRules.Leaving(links, delivered))
            Block(path, fault);
        var gone = before.Keys.Where(path => !links.ContainsKey(path)).ToHashSet(StringComparer.Ordinal);
        foreach (var (path, fault) in LinkRules.Missed(before, links, gone))
            Block(path, fault);

        async Task AddAsync(Dictionary<string, string> to, string path, FileVersion version)
        {
            var target = new ArrayBufferWriter<byte>();
            if (await delivery.ReadAsync(version.Id, target, cancellationToken).ConfigureAwait(false))
                to[path] = Encoding.UTF8.GetString(target.WrittenSpan);
        }
    }

    // What stays is not pushed out: git drops a file where a folder of its name comes, and a folder where a file comes.
    private void Displacements(ChangedFile[] files, IReadOnlyDictionary<string, FileVersion> trunk)
    {
        var gone = files
            .Where(file => file.After is null && !IsBlocked(file.Path))
            .Select(file => file.Path)
            .ToHashSet(StringComparer.Ordinal);
        var staying = trunk.Keys.Where(path => !gone.Contains(path)).ToHashSet(StringComparer.Ordinal);
        var folders = staying.SelectMany(RepositoryPath.Folders).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file is { Before: null, After: not null } && !IsBlocked(file.Path)))
        {
            if (folders.Contains(file.Path))
                Block(file.Path, "lies where a folder is whose files stay");
            else if (RepositoryPath.Folders(file.Path).Any(staying.Contains))
                Block(file.Path, "lies in a folder where a file is that stays");
        }
    }

    private void Collisions(ChangedFile[] files, IReadOnlyDictionary<string, FileVersion> trunk)
    {
        var gone = files.Where(file => file.After is null).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var news = files
            .Where(file => file is { Before: null, After: not null } && !IsBlocked(file.Path))
            .Select(file => file.Path)
            .ToArray();
        if (news.Length == 0)
            return;
        foreach (
            var finding in NameRules.Collisions([.. trunk.Keys.Where(path => !gone.Contains(path)), .. news], news)
        )
            Add(finding);
    }

    // One by one, in the same two buffers: what is delivered may have 100 MB.
    private async Task ContentsAsync(
        ChangedFile[] files,
        Dictionary<string, ChangedFile> kept,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        files = [.. files, .. files.Select(file => kept.GetValueOrDefault(file.Path)).OfType<ChangedFile>()];
        var looked = files.Where(file => file.After is { IsRepository: false } && !IsBlocked(file.Path)).ToArray();
        var (after, before) = (
            Buffer(looked.Select(file => file.After), sizes),
            Buffer(files.Select(file => file.Before), sizes)
        );
        var suspects = new List<(string Path, IReadOnlyList<FoundSecret> Secrets)>();
        foreach (var file in looked)
        {
            await ReadAsync(file.After, after, sizes, cancellationToken).ConfigureAwait(false);
            await ReadAsync(file.Before, before, sizes, cancellationToken).ConfigureAwait(false);
            if (SecretRules.Find(after.WrittenSpan, before.WrittenSpan) is { Count: > 0 } secrets)
                suspects.Add((file.Path, secrets));
            Text(file.Path, before.WrittenSpan, after.WrittenSpan);
        }

        if (suspects.Count == 0)
            return;
        var known = await KnownAsync(files, before, sizes, cancellationToken).ConfigureAwait(false);
        foreach (var (path, secrets) in suspects)
        {
            var secret =
                secrets.Count >= SecretRules.Most
                    ? secrets[0]
                    : secrets.FirstOrDefault(secret => !known.Contains(secret));
            if (secret is not null)
                Block(path, $"holds what looks like a secret ({secret.Kind})");
        }
    }

    private void Text(string path, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (ContentRules.IsTooLargeToTell(after))
            Add(
                new Finding(
                    path,
                    Policy.Ask,
                    $"has more than {ContentRules.LargestText / DeliveryRules.Megabyte} MB of text, too much to be "
                        + $"looked at for invisible characters"
                )
            );
        if (ContentRules.TextOf(after) is not { } text)
            return;
        var earlier = ContentRules.TextOf(before) ?? string.Empty;
        if (TextRules.Fault(earlier, text) is { } fault)
            Add(new Finding(path, Policy.Ask, fault));
        _dependencies.AddRange(
            Dependencies.Added(path, earlier, text).Select(dependency => $"{dependency} ({path})").Where(_added.Add)
        );
    }

    // A secret that was in a file of trunk's that is changed or gone came from there.
    private async Task<HashSet<FoundSecret>> KnownAsync(
        ChangedFile[] files,
        ArrayBufferWriter<byte> buffer,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        var known = new HashSet<FoundSecret>();
        foreach (var file in files)
        {
            await ReadAsync(file.Before, buffer, sizes, cancellationToken).ConfigureAwait(false);
            known.UnionWith(SecretRules.Find(buffer.WrittenSpan));
        }

        return known;
    }

    private static ArrayBufferWriter<byte> Buffer(
        IEnumerable<FileVersion?> versions,
        IReadOnlyDictionary<string, long> sizes
    ) => new((int)versions.Select(version => SizeOf(version, sizes)).Append(1).Max());

    // Of what is missing, is another repository or is too large, nothing is read.
    private async Task ReadAsync(
        FileVersion? version,
        ArrayBufferWriter<byte> buffer,
        IReadOnlyDictionary<string, long> sizes,
        CancellationToken cancellationToken
    )
    {
        buffer.ResetWrittenCount();
        if (SizeOf(version, sizes) > 0)
            await delivery.ReadAsync(version!.Id, buffer, cancellationToken).ConfigureAwait(false);
    }

    private static long SizeOf(FileVersion? version, IReadOnlyDictionary<string, long> sizes) =>
        version is { IsRepository: false }
        && sizes.TryGetValue(version.Id, out var size)
        && size <= DeliveryRules.LargestFile
            ? size
            : 0;

    private bool IsBlocked(string path) => _blocked.Contains(path);

    private void Block(string path, string reason) => Add(new Finding(path, Policy.Block, reason));

    private void Add(Finding finding)
    {
        if (_found.Add(finding))
            _findings.Add(finding);
        if (finding.Policy == Policy.Block)
            _blocked.Add(finding.Path);
    }
}
