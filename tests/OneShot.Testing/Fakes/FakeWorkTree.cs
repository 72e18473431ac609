using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Secrets;

namespace OneShot.Testing.Fakes;

/// <summary>A work tree of plain files, compared with a commit in memory; its bundle is the name of another.</summary>
internal sealed class FakeWorkTree(FakeRepository repository, string folder, string start) : IWorkTree
{
    public string Folder => folder;

    public string Start => start;

    public IReadOnlyList<string> Borrowed => [];

    public IReadOnlyList<string> Filters => [];

    public IReadOnlyList<string> Pointers => [];

    public (string Name, string Email) Committer => FakeDelivery.Ada;

    public Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(Changes(Files()));

    public Task<Collected> CollectAsync(
        string title,
        KnownSecrets secrets,
        string bundle,
        CancellationToken cancellationToken
    )
    {
        var files = Files();
        var leaks = Changes(files)
            .Where(path => files.TryGetValue(path, out var content) && secrets.Find(content).Count > 0)
            .ToArray();
        var tree = repository.TreeOf(start);
        foreach (var path in leaks)
        {
            if (tree.TryGetValue(path, out var before))
                files[path] = before;
            else
                files.Remove(path);
        }

        Finding[] left = [.. leaks.Select(path => new Finding(path, Policy.Block, "holds " + KnownSecrets.Kind))];
        if (Changes(files).Length == 0)
            return Task.FromResult(new Collected(null, left));
        var commit = repository.Make(start, files, title + "\n");
        File.WriteAllText(bundle, commit);
        return Task.FromResult(new Collected(commit, left));
    }

    public async Task<Checkout?> CheckOutAsync(string commit, string bundle, CancellationToken cancellationToken) =>
        await new FakeCheckouts(repository).MakeAsync(commit, cancellationToken);

    private string[] Changes(Dictionary<string, byte[]> files)
    {
        var tree = repository.TreeOf(start);
        return
        [
            .. tree
                .Keys.Union(files.Keys)
                .Where(path =>
                    !(
                        tree.TryGetValue(path, out var before)
                        && files.TryGetValue(path, out var after)
                        && before.AsSpan().SequenceEqual(after)
                    )
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    private Dictionary<string, byte[]> Files() =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Path: Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => !file.Path.StartsWith(".git/", StringComparison.Ordinal))
            .Where(file => !file.Path.StartsWith(PlanFiles.Folder + "/", StringComparison.Ordinal))
            .ToDictionary(file => file.Path, file => File.ReadAllBytes(file.File));
}
