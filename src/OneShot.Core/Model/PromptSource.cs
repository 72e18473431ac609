namespace OneShot;

/// <summary>Where a prompt came from.</summary>
public enum PromptSource
{
    /// <summary>The argument <c>--prompt</c>.</summary>
    Argument,

    /// <summary>The variable <c>ONESHOT_PROMPT</c>.</summary>
    Environment,

    /// <summary>A file.</summary>
    File,

    /// <summary>Standard input.</summary>
    StandardInput,

    /// <summary>The user's editor.</summary>
    Editor,

    /// <summary>The build's own code.</summary>
    Code,

    /// <summary>What failed, as files tell it.</summary>
    Failures,

    /// <summary>The journal of an earlier dispatch.</summary>
    Journal,
}
