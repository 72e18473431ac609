using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Checkouts of a repository in memory.</summary>
/// <param name="repository">The repository.</param>
internal sealed class FakeCheckouts(FakeRepository repository) : ICheckouts
{
    public async Task<Checkout> MakeAsync(string commit, CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("oneshot-fake-").FullName;
        var tree = Directory.CreateDirectory(Path.Combine(root, "tree")).FullName;
        foreach (var (path, content) in repository.TreeOf(commit))
        {
            var file = Path.Combine(tree, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        var name = await repository.FilesOf(commit).ContentAsync(cancellationToken);
        return new Checkout(tree, root, () => Directory.Delete(root, recursive: true)) { Content = name };
    }
}
