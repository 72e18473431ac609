namespace OneShot.Git;

/// <summary>One git command: an argument list, never a shell string.</summary>
internal sealed record GitCommand(params string[] Arguments)
{
    /// <summary>Asks, by its exit code, whether a commit is among another's ancestors, or the same.</summary>
    public static GitCommand IsAncestor(string ancestor, string commit) =>
        new("merge-base", "--is-ancestor", ancestor, commit);

    /// <summary>What git reads on standard input.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Writes what git reads on standard input, where that is too much to hold.</summary>
    public Func<Stream, CancellationToken, Task>? Feed { get; init; }

    /// <summary>
    /// Configuration for this command only; it travels in the environment, where other users can't read it.
    /// </summary>
    public IReadOnlyList<(string Key, string Value)> Configuration { get; init; } = [];

    /// <summary>Further environment variables.</summary>
    public IReadOnlyList<(string Name, string Value)> Environment { get; init; } = [];

    /// <summary>The most bytes of its output that are kept; the rest is read and dropped.</summary>
    public int MostOutput { get; init; } = int.MaxValue;

    /// <summary>
    /// Whether the user's environment and configuration have no say: git
    /// then knows its programs and what is forced on it, and nothing else.
    /// </summary>
    public bool IsApart { get; init; }

    /// <summary>How the command is called in an error.</summary>
    public string Name => Arguments.First(argument => argument[0] != '-');
}
