namespace OneShot.Frosting.Output;

/// <summary>One thing that a user does: a word of the tool, and the task that it stands for.</summary>
/// <param name="Word">The tool's word; <see langword="null"/> for a dispatch, which needs none.</param>
/// <param name="Task">The task; <see langword="null"/> where the tool answers by itself.</param>
/// <param name="Help">What it does, in a line.</param>
internal sealed record UserCommand(string? Word, string? Task, string Help)
{
    /// <summary>What may follow the word, such as <c>ID</c>; <see langword="null"/>: nothing.</summary>
    public string? Value { get; init; }

    /// <summary>Whether that has to follow.</summary>
    public bool NeedsValue { get; init; }

    /// <summary>The argument that it is the value of.</summary>
    public string? Argument { get; init; }

    /// <summary>What the word stands for beside the task.</summary>
    public IReadOnlyList<string> Implied { get; init; } = [];

    /// <summary>The arguments that it looks at, by name.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>What may be typed: task and arguments, <c>--target=…</c>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>How the word is typed.</summary>
    public string Usage =>
        Value is null ? Word!
        : NeedsValue ? $"{Word} {Value}"
        : $"{Word} [{Value}]";

    /// <summary>How it is typed where there are tasks and no words.</summary>
    public string AsTask => NeedsValue ? AsTaskWith(Value!) : string.Join(' ', [$"--target={Task}", .. Implied]);

    /// <summary>The same with a value.</summary>
    /// <param name="value">What follows the word.</param>
    public string AsTaskWith(string value) =>
        string.Join(' ', [$"--target={Task}", $"--{Argument}={value}", .. Implied]);

    /// <summary>Whether a task does nothing but this.</summary>
    public bool IsWhole => Task is not null && Implied.Count == 0 && Argument is not ("undo" or "resume");

    /// <summary>Whether somebody who asks about a name means this.</summary>
    /// <param name="asked">A word of the tool, or a task.</param>
    public bool IsAbout(string asked) =>
        asked.Equals(Word, StringComparison.OrdinalIgnoreCase)
        || (IsWhole && asked.Equals(Task, StringComparison.OrdinalIgnoreCase));
}
