using System.Text;
using OneShot.Core.Text;

namespace OneShot.Core.Model;

/// <summary>
/// A valid prompt: line ends <c>\n</c>, no byte order mark,
/// exactly one newline at the end. Its bytes are the task file.
/// </summary>
internal sealed record Prompt
{
    /// <summary>The prompt's place on the one-shot's branch.</summary>
    public const string Path = ".worker-impl/task.md";

    private readonly byte[] _bytes;

    internal Prompt(string text, PromptSource source)
    {
        Text = text;
        Source = source;
        _bytes = Encoding.UTF8.GetBytes(text);
        Sha256 = Sha256Hex.Of(_bytes);
    }

    /// <summary>The text, ending in one newline.</summary>
    public string Text { get; }

    /// <summary>Where it came from.</summary>
    public PromptSource Source { get; }

    /// <summary>The bytes of the task file, UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>SHA-256 of <see cref="Bytes"/>, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>The first line that is not blank.</summary>
    public string FirstLine => Text.Split('\n').First(line => !Blank.Is(line)).Trim();

    /// <summary>
    /// <c>One-shot: </c> and the first line, cut to 60 characters:
    /// the title of the pull request and the subject of the commit.
    /// </summary>
    public string Title => "One-shot: " + SafeText.Title(FirstLine, 60);
}
