using OneShot.Core.Model;
using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>What git tells of itself, and of a push that it would make, without git.</summary>
internal sealed class FakeGitFacts : IGitFacts
{
    public Version Version { get; set; } = new(2, 47, 1);

    /// <summary>Why the remote takes no push; <see langword="null"/> where it does.</summary>
    public OneShotException? Refused { get; set; }

    public Task<Version> VersionAsync(CancellationToken cancellationToken) => Task.FromResult(Version);

    public Task TryPushAsync(Remote remote, RefUpdate update, CancellationToken cancellationToken) =>
        Refused is null ? Task.CompletedTask : Task.FromException(Refused);
}
