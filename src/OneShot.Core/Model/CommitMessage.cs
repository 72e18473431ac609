using System.Globalization;
using System.Text.RegularExpressions;

namespace OneShot.Core.Model;

/// <summary>
/// The message of the commit that holds the prompt. Its trailers tell on any machine what a journal tells on one.
/// </summary>
/// <param name="Id">The one-shot.</param>
/// <param name="PromptSha256">SHA-256 of the prompt's bytes.</param>
/// <param name="Branch">The one-shot's branch.</param>
/// <param name="KeySha256">SHA-256 of the idempotency key; <see langword="null"/> without one.</param>
internal sealed partial record CommitMessage(string Id, string PromptSha256, string Branch, string? KeySha256)
{
    private static readonly string[] Own = ["Id", "Branch", "Prompt-SHA256", "Key-SHA256"];

    /// <summary>When it was committed; known of commits that were read.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>
    /// What else was asked, by the trailers' names; only with a key, whose one-shot may be taken up on another machine.
    /// </summary>
    public IReadOnlyDictionary<string, string> Asked { get; init; } = new Dictionary<string, string>();

    /// <summary>Writes the message.</summary>
    /// <param name="prompt">The prompt, for the subject.</param>
    /// <returns>Subject and trailers.</returns>
    public string Write(Prompt prompt) =>
        $"{prompt.Title}\n\nOneShot-Id: {Id}\nOneShot-Branch: {Branch}\nOneShot-Prompt-SHA256: "
        + $"{PromptSha256}\n{(KeySha256 is null ? "" : $"OneShot-Key-SHA256: {KeySha256}\n")}{string.Concat(Asked.Select(pair => $"OneShot-{pair.Key}: {pair.Value}\n"))}";

    /// <summary>Reads the trailers of a commit object.</summary>
    /// <param name="commit">The commit object's text.</param>
    /// <returns>The trailers; <see langword="null"/> when it is no such commit.</returns>
    public static CommitMessage? Read(string commit)
    {
        var trailers = Trailer()
            .Matches(commit)
            .GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => group.Last().Groups[2].Value);
        return
            DistinctId.TryParse(trailers.GetValueOrDefault("Id"), out var id)
            && trailers.TryGetValue("Branch", out var branch)
            && trailers.TryGetValue("Prompt-SHA256", out var sha)
            ? new CommitMessage(id.Value, sha, branch, trailers.GetValueOrDefault("Key-SHA256"))
            {
                At = TimeOf(commit),
                Asked = trailers.Where(pair => !Own.Contains(pair.Key)).ToDictionary(),
            }
            : null;
    }

    private static DateTimeOffset TimeOf(string commit) =>
        Committer().Match(commit) is { Success: true } match
        && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 253402300799))
            : DateTimeOffset.UnixEpoch;

    [GeneratedRegex(
        @"^committer .*> (\d{1,12}) [+-]\d{4}\r?$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Committer();

    [GeneratedRegex(
        @"^OneShot-(Id|Branch|Prompt-SHA256|Key-SHA256|Agent|Model|Plan-Issue|Base|Ref|Workflow): (\S+)\r?$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Trailer();
}
