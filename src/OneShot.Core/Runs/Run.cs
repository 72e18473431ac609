namespace OneShot.Core.Runs;

/// <summary>One execution of the workflow.</summary>
/// <param name="Id">Its id; a text, because it outgrows the numbers of some readers.</param>
/// <param name="Url">Its page.</param>
/// <param name="Status">Where it is, such as <c>queued</c>, <c>in_progress</c>, <c>completed</c>; <see langword="null"/> when not asked.</param>
/// <param name="Conclusion">How it ended, such as <c>success</c>; <see langword="null"/> before the end.</param>
public sealed record Run(string Id, string Url, string? Status = null, string? Conclusion = null)
{
    /// <summary>Whether it is over.</summary>
    public bool IsOver => Status == "completed";
}
