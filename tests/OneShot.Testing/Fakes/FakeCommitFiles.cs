using System.Text;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>The files of a commit in memory.</summary>
/// <param name="files">The files.</param>
internal sealed class FakeCommitFiles(IReadOnlyDictionary<string, byte[]> files) : ICommitFiles
{
    public Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. files.Keys.Order(StringComparer.Ordinal)]);

    public Task<IReadOnlyList<string?>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string?>>([
            .. paths.Select(path =>
                files.TryGetValue(path, out var content) && content.Length is > 0 and <= ICommitFiles.Largest
                    ? Encoding.UTF8.GetString(content)
                    : null
            ),
        ]);
}
