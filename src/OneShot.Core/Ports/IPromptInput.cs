namespace OneShot.Core.Ports;

/// <summary>The ways a prompt comes in that are neither argument nor file.</summary>
internal interface IPromptInput
{
    /// <summary>Whether a person sits before standard input and standard error.</summary>
    bool IsTerminal { get; }

    /// <summary>Opens standard input.</summary>
    /// <returns>The stream; the caller closes it.</returns>
    Stream OpenStandardInput();

    /// <summary>Lets the user write the prompt in <c>$VISUAL</c> or <c>$EDITOR</c>.</summary>
    /// <param name="cancellationToken">Ends the editor.</param>
    /// <returns>What was written, as bytes; empty when nothing was.
    /// It stays in a file until <see cref="Discard"/>.</returns>
    /// <exception cref="OneShotException">OS2008: there is no editor, or it failed.</exception>
    Task<byte[]> EditAsync(CancellationToken cancellationToken);

    /// <summary>Lets the user choose; only on a terminal.</summary>
    /// <param name="question">The question, one line.</param>
    /// <param name="choices">The choices.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>One of them; <see langword="null"/> when none was chosen.</returns>
    Task<string?> ChooseAsync(string question, IReadOnlyList<InputChoice> choices, CancellationToken cancellationToken);

    /// <summary>
    /// The file that holds what was written in the editor; <see langword="null"/> when there is none.
    /// </summary>
    string? KeptFile { get; }

    /// <summary>Removes that file: the prompt is safe elsewhere.</summary>
    void Discard();
}
