namespace OneShot.Core.Model;

/// <summary>What another program says of a commit: the team's own CI.</summary>
/// <param name="Name">Its name.</param>
/// <param name="App">Who says it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Word">The same in the forge's own word, such as <c>timed_out</c>.</param>
internal sealed record CommitCheck(string Name, string App, CommitCheckState State, string Word)
{
    /// <summary>Its page.</summary>
    public string? Url { get; init; }

    /// <summary>The job whose log tells more; <see langword="null"/> where there is none.</summary>
    public string? Job { get; init; }

    /// <summary>Whether the commit that the one-shot started from has the same check, as red as here.</summary>
    public bool IsRedBefore { get; init; }

    /// <summary>The last lines of its log, cleaned.</summary>
    public IReadOnlyList<string> Tail
    {
        get;
        init => field = StoredList.Of(value);
    } = [];
}
