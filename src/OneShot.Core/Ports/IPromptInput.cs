using OneShot.Core.Errors;

namespace OneShot.Core.Ports;

/// <summary>The ways a prompt comes in that are neither argument nor file.</summary>
public interface IPromptInput
{
    /// <summary>Whether a person sits before standard input and standard error.</summary>
    bool IsTerminal { get; }

    /// <summary>Opens standard input.</summary>
    /// <returns>The stream; the caller closes it.</returns>
    Stream OpenStandardInput();

    /// <summary>Lets the user write the prompt in <c>$VISUAL</c> or <c>$EDITOR</c>.</summary>
    /// <param name="cancellationToken">Ends the editor.</param>
    /// <returns>What was written; empty when nothing was.</returns>
    /// <exception cref="OneShotException">OS2008: there is no editor, or it failed.</exception>
    Task<string> EditAsync(CancellationToken cancellationToken);
}
