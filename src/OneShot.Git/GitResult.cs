using System.Text;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Git;

/// <summary>What a git command printed.</summary>
internal sealed record GitResult(int ExitCode, byte[] Output, string Error)
{
    public bool IsGood => ExitCode == 0;

    public string Text => Encoding.UTF8.GetString(Output);

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The line of standard error that says why, without git's own prefix, addresses stripped of passwords.
    /// </summary>
    public string Reason
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var line =
                lines.FirstOrDefault(line => line.StartsWith("fatal:", StringComparison.Ordinal))
                ?? lines.FirstOrDefault(line => line.StartsWith("error:", StringComparison.Ordinal))
                ?? lines.LastOrDefault()
                ?? $"exit code {ExitCode}";
            var start = line.IndexOf(": ", StringComparison.Ordinal);
            var text =
                line.StartsWith("fatal:", StringComparison.Ordinal)
                || line.StartsWith("error:", StringComparison.Ordinal)
                    ? line[(start + 2)..]
                    : line;
            return SafeText.Excerpt(Redaction.Of(text), 300);
        }
    }

    public bool Says(string text) => Error.Contains(text, StringComparison.OrdinalIgnoreCase);
}
