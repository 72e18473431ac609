namespace OneShot.Core.Journals;

/// <summary>A one-shot's run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Its page.</param>
public sealed record JournaledRun(string Id, string Url);
