using OneShot.Core.Ports;

namespace OneShot.Core.Tests.Verifying;

/// <summary>The files of a folder, as a commit of them would have them.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderFiles(string folder) : ICommitFiles
{
    public Task<string> ContentAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => new FileInfo(file).LinkTarget is null)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')),
        ]);

    public async Task<IReadOnlyDictionary<string, string>> VersionsAsync(CancellationToken cancellationToken) =>
        (await PathsAsync(cancellationToken)).ToDictionary(
            path => path,
            path => Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, path)))
        );

    public Task<IReadOnlyList<string?>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string?>>([
            .. paths.Select(path =>
                File.Exists(Path.Combine(folder, path)) ? File.ReadAllText(Path.Combine(folder, path)) : null
            ),
        ]);
}
