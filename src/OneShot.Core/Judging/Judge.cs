using System.Text;
using OneShot.Core.Plans;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;

namespace OneShot.Core.Judging;

/// <summary>Looks at what a session brought back, as data, and decides about every file: what can't be taken is taken out and told, and the rest goes on.</summary>
/// <param name="delivery">Where it lies.</param>
/// <param name="policies">What becomes of protected files.</param>
public sealed class Judge(IDelivery delivery, ProtectPolicies policies)
{
    private static readonly string[] Modes = ["100644", "100755", "120000", "160000"];

    /// <summary>Of a link, in bytes: no system follows a longer one.</summary>
    private const int LongestTarget = 4096;

    private readonly List<Finding> _findings = [];
    private readonly List<string> _dependencies = [];
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
            if (Fault(file) is { } fault) Block(file.Path, fault);
            else if (policies.Of(file.Path) is { } finding) Add(finding);
        }

        var sizes = await SizesAsync(files, cancellationToken).ConfigureAwait(false);
        var trunk = await delivery.FilesAsync(delivered.Start, cancellationToken).ConfigureAwait(false);
        await LinksAsync(files, trunk, sizes, cancellationToken).ConfigureAwait(false);
        Collisions(files, trunk);
        await ContentsAsync(files, sizes, cancellationToken).ConfigureAwait(false);
        return new Judgement([.. files.Where(file => !IsBlocked(file.Path))], _findings) { Dependencies = _dependencies };
    }

    private static string? Fault(ChangedFile file) => file switch
    {
        { Before.IsRepository: true, After: null } => "is another repository that trunk has, and stays",
        { After: null } => null,
        { After.IsRepository: true } => "is another repository",
        { After.Mode: var mode } when !Modes.Contains(mode) => "is of a kind that git does not have",
        _ => NameRules.Fault(file.Path) ?? (SecretRules.Find(file.Path) is [var secret, ..] ? $"has a name that holds what looks like a secret ({secret.Kind})" : null),
    };

    // Sizes before bytes: nothing is read that is too large.
    private async Task<IReadOnlyDictionary<string, long>> SizesAsync(ChangedFile[] files, CancellationToken cancellationToken)
    {
        var versions = files.SelectMany(file => new[] { file.Before, file.After }).Where(version => version is { IsRepository: false });
        var sizes = await delivery.SizesAsync([.. versions.Select(version => version!.Id).Distinct()], cancellationToken).ConfigureAwait(false);
        var total = 0L;
        foreach (var file in files.Where(file => file.After is { IsRepository: false } && !IsBlocked(file.Path)))
        {
            if (!sizes.TryGetValue(file.After!.Id, out var size)) Block(file.Path, "has no content");
            else if (size > DeliveryRules.LargestFile) Block(file.Path, $"has {size / DeliveryRules.Megabyte} MB, and {DeliveryRules.LargestFile / DeliveryRules.Megabyte} is the limit");
            else if ((total += size) > DeliveryRules.Largest) Block(file.Path, $"is beyond the {DeliveryRules.Largest / DeliveryRules.Megabyte} MB that are delivered at most");
        }

        return sizes;
    }

    private async Task LinksAsync(ChangedFile[] files, IReadOnlyDictionary<string, FileVersion> trunk, IReadOnlyDictionary<string, long> sizes, CancellationToken cancellationToken)
    {
        var delivered = files.Where(file => file.After is { IsLink: true } && !IsBlocked(file.Path)).ToArray();
        foreach (var file in delivered.Where(file => sizes[file.After!.Id] > LongestTarget)) Block(file.Path, "is a link with too long a target");
        delivered = [.. delivered.Where(file => !IsBlocked(file.Path))];
        if (delivered.Length == 0) return;
        var changed = files.Where(file => !IsBlocked(file.Path)).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, version) in trunk.Where(pair => pair.Value.IsLink && !changed.Contains(pair.Key))) await AddAsync(path, version).ConfigureAwait(false);
        foreach (var file in delivered) await AddAsync(file.Path, file.After!).ConfigureAwait(false);
        foreach (var (path, fault) in LinkRules.Leaving(links, delivered.Select(file => file.Path).ToHashSet(StringComparer.Ordinal))) Block(path, fault);

        async Task AddAsync(string path, FileVersion version)
        {
            if (await delivery.ReadAsync(version.Id, cancellationToken).ConfigureAwait(false) is { } target) links[path] = Encoding.UTF8.GetString(target);
        }
    }

    private void Collisions(ChangedFile[] files, IReadOnlyDictionary<string, FileVersion> trunk)
    {
        var gone = files.Where(file => file.After is null).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var news = files.Where(file => file is { Before: null, After: not null } && !IsBlocked(file.Path)).Select(file => file.Path).ToArray();
        if (news.Length == 0) return;
        foreach (var finding in NameRules.Collisions([.. trunk.Keys.Where(path => !gone.Contains(path)), .. news], news)) Add(finding);
    }

    private async Task ContentsAsync(ChangedFile[] files, IReadOnlyDictionary<string, long> sizes, CancellationToken cancellationToken)
    {
        foreach (var file in files.Where(file => file.After is { IsRepository: false } && !IsBlocked(file.Path)))
        {
            var after = await delivery.ReadAsync(file.After!.Id, cancellationToken).ConfigureAwait(false) ?? [];
            var before = file.Before is { IsRepository: false } version && sizes.TryGetValue(version.Id, out var size) && size <= DeliveryRules.LargestFile
                ? await delivery.ReadAsync(version.Id, cancellationToken).ConfigureAwait(false) ?? []
                : [];
            if (SecretRules.Find(after, before) is { Count: > 0 } secrets && await NewAsync(secrets, files, sizes, cancellationToken).ConfigureAwait(false) is { } secret) Block(file.Path, $"holds what looks like a secret ({secret.Kind})");
            if (ContentRules.TextOf(after) is not { } text) continue;
            var earlier = ContentRules.TextOf(before) ?? string.Empty;
            if (TextRules.Fault(earlier, text) is { } fault) Add(new Finding(file.Path, Policy.Ask, fault));
            _dependencies.AddRange(Dependencies.Added(file.Path, earlier, text).Select(dependency => $"{dependency} ({file.Path})"));
        }
    }

    // One that was in a file of trunk's that is changed or gone came from there.
    private async Task<FoundSecret?> NewAsync(IReadOnlyList<FoundSecret> secrets, ChangedFile[] files, IReadOnlyDictionary<string, long> sizes, CancellationToken cancellationToken)
    {
        var left = secrets.ToList();
        foreach (var version in files.Select(file => file.Before).Where(version => version is { IsRepository: false } && sizes.GetValueOrDefault(version.Id) is > 0 and <= DeliveryRules.LargestFile))
        {
            if (left.Count == 0) break;
            var known = SecretRules.Find(await delivery.ReadAsync(version!.Id, cancellationToken).ConfigureAwait(false) ?? []);
            left.RemoveAll(known.Contains);
        }

        return left.FirstOrDefault();
    }

    private bool IsBlocked(string path) => _blocked.Contains(path);

    private void Block(string path, string reason) => Add(new Finding(path, Policy.Block, reason));

    private void Add(Finding finding)
    {
        _findings.Add(finding);
        if (finding.Policy == Policy.Block) _blocked.Add(finding.Path);
    }
}
