namespace OneShot.Core.Journals;

/// <summary>A one-shot's run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its page.</param>
internal sealed record JournaledRun(string Id, string Url)
{
    /// <summary>How many lines of its log somebody has been shown; a resume goes on after them.</summary>
    public int? Told { get; init; }
}
