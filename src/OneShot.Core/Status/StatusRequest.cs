namespace OneShot.Core.Status;

/// <summary>What is asked of where one-shots are.</summary>
/// <param name="Id">Which one-shot; the newest if not given.</param>
/// <param name="Remote">The git remote.</param>
internal sealed record StatusRequest(string? Id, string Remote)
{
    /// <summary>The most that are listed where nothing else is asked for: each may cost a request.</summary>
    public const int Usual = 20;

    /// <summary>The most that are listed.</summary>
    public int Most { get; init; } = Usual;

    /// <summary>Whether its run is followed to its end; the newest one's if none is named.</summary>
    public bool Watch { get; init; }

    /// <summary>Whether what its run told is wanted, and nothing else; the newest one's if none is named.</summary>
    public bool Log { get; init; }

    /// <summary>How long that is followed, in minutes; what the forge has for it if not given.</summary>
    public int? WatchMinutes { get; init; }
}
