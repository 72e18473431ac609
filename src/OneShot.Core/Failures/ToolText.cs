using System.Text;
using OneShot.Core.Text;

namespace OneShot.Core.Failures;

/// <summary>
/// Makes what a tool wrote fit for a prompt: readable characters only, no secret, and paths as the repository has them.
/// </summary>
/// <param name="mask">Takes secrets out.</param>
/// <param name="root">The top of the repository.</param>
internal sealed class ToolText(SecretMask mask, string root)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;

    /// <summary>Cleans a text of any number of lines.</summary>
    public string Clean(string text)
    {
        text = SafeText.Start(text, FailureLimits.Read).ReplaceLineEndings("\n");
        text = EscapeCodes.Without(text);

        // Half of a surrogate pair is no text, and no prompt may hold one.
        text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        text = mask.Of(text.Replace(_root, string.Empty, StringComparison.Ordinal));
        return string.Join('\n', SafeText.Visible(text).Split('\n').Select(line => line.TrimEnd())).Trim('\n');
    }

    /// <summary>Cleans a text that is one line.</summary>
    public string Line(string text) => SafeText.Line(Clean(text));
}
