using OneShot.Core.Ports;

namespace OneShot.Testing.Fakes;

/// <summary>A desktop that somebody sits at, or none.</summary>
internal sealed class FakeDesktop : IDesktop
{
    /// <summary>Whether there is one.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>The files that were opened.</summary>
    public List<string> Opened { get; } = [];

    public Task<bool> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (IsHere)
            Opened.Add(path);
        return Task.FromResult(IsHere);
    }
}
