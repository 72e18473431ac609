namespace OneShot.Core.Model;

/// <summary>
/// The sandbox that a session ran in, and what it met there. It travels with
/// what an agent used, so every text in it is cleaned where it is read.
/// </summary>
/// <param name="Level">How strong it was.</param>
internal sealed record SandboxReport(SandboxLevel Level)
{
    /// <summary>
    /// Why it was no stronger, as a part of a sentence; <see langword="null"/>
    /// for the strongest, and where none was asked for.
    /// </summary>
    public string? Lack { get; init; }

    /// <summary>
    /// The hosts that were asked for and are not allowed, each once, as <c>--allow-host=</c> takes them; at most 100.
    /// </summary>
    public IReadOnlyList<string> Blocked
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>The hosts of the model at which another key than the session's was tried, each once.</summary>
    public IReadOnlyList<string> Refused
    {
        get;
        init => field = StoredList.Of(value);
    } = [];

    /// <summary>The keys and log-ins that the session held itself, by the names of their variables and files.</summary>
    public IReadOnlyList<string> Held
    {
        get;
        init => field = StoredList.Of(value);
    } = [];
}
