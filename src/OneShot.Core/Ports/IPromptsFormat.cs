using OneShot.Core.Model;

namespace OneShot.Core.Ports;

/// <summary>Reads files of many prompts.</summary>
internal interface IPromptsFormat
{
    /// <summary>Takes a file apart; what its values mean is not looked at.</summary>
    /// <param name="path">The file's name, whose ending tells the format, and which errors name.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="most">Entries are read until there is one more than this.</param>
    /// <returns>The entries, in their order.</returns>
    /// <exception cref="OneShotException">OS2064 or OS2115.</exception>
    IReadOnlyList<BatchRow> Read(string path, string text, int most);
}
