using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>What a one-shot would push, for looking at the rules it has to keep.</summary>
/// <param name="Branch">The branch's name.</param>
/// <param name="Message">The commit's message.</param>
/// <param name="AuthorEmail">The author's address; <see langword="null"/> without an identity.</param>
/// <param name="CommitterEmail">The committer's address.</param>
internal sealed partial record SamplePush(string Branch, string Message, string? AuthorEmail, string? CommitterEmail)
{
    public static SamplePush Of(RepositoryState state, DateTimeOffset local)
    {
        var prompt = PromptRules.FromText("Add a --verbose flag", PromptSource.Code, "the doctor");
        var branch = BranchName.Create(Slug.From(prompt.Text), null, local).Value;
        return new SamplePush(
            branch,
            new CommitMessage("k3x9a2", prompt.Sha256, branch, null).Write(prompt),
            EmailOf(state.Author),
            EmailOf(state.Committer)
        );
    }

    // "Name <address> seconds zone".
    private static string? EmailOf(string? identity) =>
        identity is not null && Address().Match(identity) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("<([^>]*)>", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Address();
}
