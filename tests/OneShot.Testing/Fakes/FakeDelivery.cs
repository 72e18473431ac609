using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using OneShot.Core.Errors;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Takes in what <see cref="FakeWorkTree"/> gathered: commits of one repository in memory.</summary>
internal sealed class FakeDelivery(FakeRepository repository) : IDelivery
{
    private readonly Dictionary<string, byte[]> _contents = [];

    /// <summary>Who commits in memory.</summary>
    public static (string Name, string Email) Ada => ("Ada Lovelace", "ada@example.com");

    public (string Name, string Email) Committer => Ada;

    public Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken)
    {
        if (!MayUnpack(bundle))
            throw OneShotErrors.DeliveryRefused("it is no bundle.");
        var commit = File.ReadAllText(bundle);
        if (repository.ParentOf(commit) != start)
            throw OneShotErrors.DeliveryRefused("it does not stand on the start.");
        return Task.FromResult(new Delivered(start, commit, Changes(start, commit), []));
    }

    public bool MayUnpack(string bundle) =>
        new FileInfo(bundle) is { Exists: true, Length: 40 } && repository.Knows(File.ReadAllText(bundle));

    public Task<IReadOnlyDictionary<string, FileVersion>> FilesAsync(
        string commit,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyDictionary<string, FileVersion>>(Versions(commit));

    public Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            ids.Where(_contents.ContainsKey).ToDictionary(id => id, id => _contents[id].LongLength)
        );

    public Task<bool> ReadAsync(string id, IBufferWriter<byte> content, CancellationToken cancellationToken)
    {
        if (_contents.TryGetValue(id, out var found))
            content.Write(found);
        return Task.FromResult(found is not null);
    }

    public Task<string> TakeAsync(
        Delivered delivered,
        IReadOnlyList<ChangedFile> taken,
        string message,
        CancellationToken cancellationToken
    )
    {
        var files = repository
            .TreeOf(delivered.Start)
            .Where(file => !PlanFiles.IsOwn(file.Key))
            .ToDictionary(file => file.Key, file => file.Value);
        foreach (var file in taken)
        {
            if (file.After is { } after)
                files[file.Path] = _contents[after.Id];
            else
                files.Remove(file.Path);
        }

        return Task.FromResult(repository.Make(delivered.Start, files, message));
    }

    public Task<TreeDifference> CompareAsync(string from, string to, CancellationToken cancellationToken) =>
        Task.FromResult(new TreeDifference(TreeId(from), TreeId(to), Changes(from, to)));

    public void Dispose() { }

    /// <summary>The id of a content.</summary>
#pragma warning disable CA5350 // git's own ids are of this kind
    public static string IdOf(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
#pragma warning restore CA5350

    /// <summary>The id of a tree: of all its paths and contents.</summary>
    public static string TreeIdOf(IReadOnlyDictionary<string, byte[]> tree) =>
        IdOf(
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\n',
                    tree.OrderBy(file => file.Key, StringComparer.Ordinal)
                        .Select(file => $"{file.Key} {IdOf(file.Value)}")
                )
            )
        );

    private string TreeId(string commit) => TreeIdOf(repository.TreeOf(commit));

    private ChangedFile[] Changes(string from, string to)
    {
        var (before, after) = (Versions(from), Versions(to));
        return
        [
            .. before
                .Keys.Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(path => new ChangedFile(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)))
                .Where(file => file.Before != file.After),
        ];
    }

    private Dictionary<string, FileVersion> Versions(string commit) =>
        repository.TreeOf(commit).ToDictionary(file => file.Key, file => new FileVersion("100644", Kept(file.Value)));

    private string Kept(byte[] content)
    {
        var id = IdOf(content);
        _contents[id] = content;
        return id;
    }
}
