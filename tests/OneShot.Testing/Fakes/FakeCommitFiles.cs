using System.Text;
using OneShot.Core.Model;
using OneShot.Core.Ports;
using OneShot.Core.Text;

namespace OneShot.Testing.Fakes;

/// <summary>The files of a commit in memory.</summary>
/// <param name="files">The files.</param>
internal sealed class FakeCommitFiles(IReadOnlyDictionary<string, byte[]> files) : ICommitFiles
{
    public Task<string> ContentAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            Sha256Hex.Of(
                string.Join(
                    '\n',
                    files
                        .Where(file => !PlanFiles.IsOwn(file.Key))
                        .OrderBy(file => file.Key, StringComparer.Ordinal)
                        .Select(file => $"{file.Key} {Convert.ToBase64String(file.Value)}")
                )
            )
        );

    public Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. files.Keys.Order(StringComparer.Ordinal)]);

    public Task<IReadOnlyDictionary<string, string>> VersionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(
            files.ToDictionary(file => file.Key, file => Convert.ToBase64String(file.Value))
        );

    public Task<IReadOnlyList<string?>> ReadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string?>>([
            .. paths.Select(path =>
                files.TryGetValue(path, out var content) && content.Length is > 0 and <= ICommitFiles.Largest
                    ? Encoding.UTF8.GetString(content)
                    : null
            ),
        ]);
}
