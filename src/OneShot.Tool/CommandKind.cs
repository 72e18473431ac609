namespace OneShot.Tool;

/// <summary>What a sentence asks for.</summary>
internal enum CommandKind
{
    /// <summary>A task.</summary>
    Task,

    /// <summary>The tool's own page of help.</summary>
    Help,

    /// <summary>The tool's version.</summary>
    Version,

    /// <summary>A completion script.</summary>
    Completion,
}
