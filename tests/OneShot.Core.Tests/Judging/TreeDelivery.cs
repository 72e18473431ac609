using System.Buffers;
using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Judging;

/// <summary>
/// Two trees by their texts, a link written as <c>→target</c> and
/// another repository as <c>@commit</c>: what was there, and what came.
/// </summary>
internal sealed class TreeDelivery(Dictionary<string, string> start, Dictionary<string, string> result) : IDelivery
{
    public Delivered Delivered { get; } = new("start", "tip", [.. Changes(start, result)], []);

    public (string Name, string Email) Committer => throw new NotSupportedException();

    public Task<Delivered> OpenAsync(string bundle, string start, CancellationToken cancellationToken) =>
        Task.FromResult(Delivered);

    public bool MayUnpack(string bundle) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, FileVersion>> FilesAsync(
        string commit,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyDictionary<string, FileVersion>>(Versions(start));

    public Task<IReadOnlyDictionary<string, long>> SizesAsync(
        IReadOnlyCollection<string> ids,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            ids.ToDictionary(id => id, id => (long)Encoding.UTF8.GetByteCount(id.TrimStart('→')))
        );

    public Task<bool> ReadAsync(string id, IBufferWriter<byte> content, CancellationToken cancellationToken)
    {
        content.Write(Encoding.UTF8.GetBytes(id.TrimStart('→')));
        return Task.FromResult(true);
    }

    public Task<string> TakeAsync(
        Delivered delivered,
        IReadOnlyList<ChangedFile> taken,
        string message,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException();

    public Task<TreeDifference> CompareAsync(string from, string to, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose() { }

    private static IEnumerable<ChangedFile> Changes(Dictionary<string, string> start, Dictionary<string, string> result)
    {
        var (before, after) = (Versions(start), Versions(result));
        return before
            .Keys.Union(after.Keys)
            .Order(StringComparer.Ordinal)
            .Select(path => new ChangedFile(path, before.GetValueOrDefault(path), after.GetValueOrDefault(path)))
            .Where(file => file.Before != file.After);
    }

    private static Dictionary<string, FileVersion> Versions(Dictionary<string, string> tree) =>
        tree.ToDictionary(pair => pair.Key, pair => new FileVersion(Mode(pair.Value), pair.Value));

    private static string Mode(string text) =>
        text[0] switch
        {
            '→' => "120000",
            '@' => "160000",
            _ => "100644",
        };
}
