namespace OneShot.Tool;

/// <summary>A word that stands for a task.</summary>
/// <param name="Name">The word.</param>
/// <param name="Value">What may follow it, such as <c>ID</c>; <see langword="null"/>: nothing.</param>
/// <param name="NeedsValue">Whether that has to follow.</param>
/// <param name="Task">The task; <see langword="null"/> where the tool answers by itself.</param>
/// <param name="Argument">The argument that what follows is the value of.</param>
/// <param name="Help">What it does.</param>
internal sealed record Verb(string Name, string? Value, bool NeedsValue, string? Task, string? Argument, string Help)
{
    /// <summary>How it is typed.</summary>
    public string Usage =>
        Value is null ? Name
        : NeedsValue ? $"{Name} {Value}"
        : $"{Name} [{Value}]";
}
