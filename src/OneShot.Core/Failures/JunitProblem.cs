using System.Text.RegularExpressions;
using System.Xml;

namespace OneShot.Core.Failures;

/// <summary>A <c>failure</c> or an <c>error</c> of a JUnit XML file.</summary>
/// <param name="Message">What was said.</param>
/// <param name="Text">What stands inside of it: more words, a stack trace, or both.</param>
internal sealed partial record JunitProblem(string Message, string Text)
{
    /// <summary>What is told: the message, and what the text says beyond it and its frames.</summary>
    public string Told
    {
        get
        {
            var words = string.Join(
                    '\n',
                    Text.ReplaceLineEndings("\n").Split('\n').Where(line => !JavaFrame().IsMatch(line))
                )
                .Trim('\n', ' ');
            var told =
                Message.Length == 0 || words.Contains(Message, StringComparison.Ordinal) ? words
                : words.Length == 0 ? Message
                : $"{Message}\n{words}";
            return told.Length > 0 ? told : "It has no message.";
        }
    }

    public static JunitProblem Of(XmlReader reader)
    {
        var (message, type) = (reader.GetAttribute("message")?.Trim() ?? "", reader.GetAttribute("type")?.Trim() ?? "");
        var text = XmlText.Inside(reader);
        if (
            type.Length > 0
            && !message.Contains(type, StringComparison.Ordinal)
            && !text.Contains(type, StringComparison.Ordinal)
        )
            message = message.Length > 0 ? $"{type}: {message}" : type;
        return new JunitProblem(message, text);
    }

    /// <summary>A test that checks several things may fail several times.</summary>
    public JunitProblem After(JunitProblem? earlier) =>
        earlier is null || earlier.Text.Length > FailureLimits.Read
            ? earlier ?? this
            : new JunitProblem(earlier.Message, $"{earlier.Text}\n{Message}\n{Text}");

    [GeneratedRegex(@"^\s{1,20}(?:at\s\S|\.\.\.\s\d+\smore)", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex JavaFrame();
}
