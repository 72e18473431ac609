using System.Text.RegularExpressions;
using OneShot.Core.Secrets;
using OneShot.Core.Text;

namespace OneShot.Core.Dispatch;

/// <summary>
/// The end of what a job of a workflow told, as people read it: what its programs printed, which is anybody's text.
/// </summary>
internal static partial class LogEnd
{
    /// <summary>This many lines say what failed, or nothing does.</summary>
    private const int Lines = 20;

    private const int Width = 300;

    private const string Error = "##[error]";

    /// <summary>More than is shown: a secret may have several lines.</summary>
    private const int Looked = 20 * Lines;

    /// <summary>Reads it. What the runner tidies up after the last error tells nothing of that.</summary>
    /// <param name="log">The log, or its end.</param>
    /// <param name="secrets">What this machine knows of secrets.</param>
    /// <returns>The lines, without times, colours, commands to a runner, and secrets.</returns>
    public static IReadOnlyList<string> Of(string log, IReadOnlyCollection<string> secrets)
    {
        string[] all = [.. EscapeCodes.Without(log).ReplaceLineEndings("\n").Split('\n').Select(Plain)];
        var error = Array.FindLastIndex(all, line => line.StartsWith(Error, StringComparison.Ordinal));
        var last = string.Join('\n', (error < 0 ? all : all[..(error + 1)]).TakeLast(Looked).Select(Told));
        return
        [
            .. Redaction
                .Of(SafeText.Without(secrets, last))
                .Split('\n')
                .Select(line => SafeText.Excerpt(line, Width))
                .Where(line => line.Length > 0)
                .TakeLast(Lines),
        ];
    }

    private static string Plain(string line) => Time().Replace(line.TrimStart('\uFEFF'), string.Empty);

    private static string Told(string line) =>
        Command().Match(line) is not { Success: true } command
            ? line
            : command.Groups["name"].Value switch
            {
                "error" or "warning" or "notice" => $"{command.Groups["name"].Value}: {line[command.Length..]}",
                "endgroup" or "add-mask" => string.Empty,
                _ => line[command.Length..],
            };

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z ?", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Time();

    // As runners write them into logs, and as programs write them to runners.
    [GeneratedRegex(
        @"\A\s*(?:##\[(?<name>[a-z-]{1,20})\]|::(?<name>[a-z-]{1,20})(?: [^:]{0,1000})?::|\[(?<name>command)\])",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Command();
}
