using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>Feeds that say what they are told to.</summary>
/// <param name="answer">What they say; <see langword="null"/> where nobody can be asked.</param>
internal sealed class FakeFeeds(FeedAnswer? answer = null) : IPackageFeeds
{
    public Task<FeedAnswer?> AskAsync(string id, string version, string folder, CancellationToken cancellationToken) =>
        Task.FromResult(answer);
}
