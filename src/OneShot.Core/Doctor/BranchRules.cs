using System.Text.RegularExpressions;
using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>Whether the rules of a repository would refuse what a one-shot pushes.</summary>
internal static class BranchRules
{
    private const string Name = "branch rules";

    // What a branch of a one-shot never does, or what depends on what an agent will change.
    private static readonly string[] Harmless =
    [
        "non_fast_forward",
        "required_linear_history",
        "tag_name_pattern",
        "copilot_code_review",
        "license_compliance_scanning",
        "file_path_restriction",
        "max_file_path_length",
        "file_extension_restriction",
        "max_file_size",
    ];

    /// <summary>Checks the rules.</summary>
    /// <param name="rules">The rules for a branch of such a name.</param>
    /// <param name="sample">What would be pushed.</param>
    /// <param name="page">The repository's page.</param>
    public static IEnumerable<Check> Look(Probe<IReadOnlyList<BranchRule>> rules, SamplePush sample, string page)
    {
        if (rules.Value is not { } all)
        {
            yield return rules.ToCheck(Name);
            yield break;
        }

        var fix = $"Exclude oneshot-* (and P*) from it: {page}/rules";
        var found = all.Select(rule => Of(rule, sample, fix)).OfType<Check>().Distinct().ToArray();
        foreach (var check in found)
            yield return check;
        if (found.Length == 0)
            yield return Check.Pass(
                Name,
                $"{(all.Count == 0 ? "none holds" : "none of them refuses the push")} for a branch such as "
                    + $"{sample.Branch}"
            );
    }

    private static Check? Of(BranchRule rule, SamplePush sample, string fix)
    {
        if (Harmless.Contains(rule.Kind))
            return null;
        var reason = Reason(rule, sample);
        if (reason is null)
            return null;
        var whose = $"a rule of {rule.Ruleset}, {rule.Kind},";
        if (reason.Length == 0)
            return Check.Warn(
                Name,
                $"{Capital(whose)} holds for a branch such as {sample.Branch}; whether it refuses the push can't be "
                    + $"checked.",
                fix
            );
        if (rule.Kind == "deletion")
            return Check.Warn(Name, $"{Capital(whose)} {reason}", fix);

        // The branch is made by the user; the commits of the agent come with
        // the workflow's token, which may pass by what its owner let it.
        return rule is { CanBypass: true }
            ? Check.Warn(
                Name,
                $"{Capital(whose)} {reason} You may bypass it; the workflow that pushes the agent's commits may "
                    + $"not, unless its token may, too.",
                fix
            )
            : Check.Fail(Name, $"{Capital(whose)} {reason}", fix);
    }

    // Null: nothing is refused. Empty: nobody knows.
    private static string? Reason(BranchRule rule, SamplePush sample) =>
        rule.Kind switch
        {
            "creation" => "lets only some people make the branch.",
            "update" => "lets only some people push to the branch.",
            "deletion" => "keeps --undo from deleting the branch.",
            "required_signatures" => "wants signed commits, and those of the agent are not.",
            "pull_request" => "wants every change to the one-shot's own branch to come by another pull request.",
            "required_status_checks" or "required_deployments" or "code_scanning" or "workflows" or "merge_queue" =>
                "wants checks to have passed before a commit comes to the branch.",
            "branch_name_pattern" => Refuses(rule, sample.Branch, "the name"),
            "commit_message_pattern" => Refuses(rule, sample.Message, "a commit message such as"),
            "commit_author_email_pattern" => Refuses(rule, sample.AuthorEmail, "the author"),
            "committer_email_pattern" => Refuses(rule, sample.CommitterEmail, "the committer"),
            _ => string.Empty,
        };

    private static string? Refuses(BranchRule rule, string? text, string what)
    {
        if (text is null || rule.Pattern is not { } pattern || Matches(rule.Operator, pattern, text) is not { } matches)
            return string.Empty;
        if (matches != rule.IsNegated)
            return null;
        return $"refuses {what} '{Core.Text.SafeText.Excerpt(text, 60)}': it must "
            + $"{(rule.IsNegated ? "not " : "")}{Wanted(rule.Operator)} "
            + $"'{Core.Text.SafeText.Excerpt(pattern, 60)}'.";
    }

    private static bool? Matches(string? how, string pattern, string text) =>
        how switch
        {
            "starts_with" => text.StartsWith(pattern, StringComparison.Ordinal),
            "ends_with" => text.TrimEnd('\n').EndsWith(pattern, StringComparison.Ordinal),
            "contains" => text.Contains(pattern, StringComparison.Ordinal),
            "regex" => MatchesRegex(pattern, text),
            _ => null,
        };

    private static string Wanted(string? how) =>
        how switch
        {
            "starts_with" => "start with",
            "ends_with" => "end with",
            "contains" => "contain",
            _ => "match",
        };

    // GitHub's are RE2; most are the same here, and what is not is not guessed.
    private static bool? MatchesRegex(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(
                text,
                pattern,
                RegexOptions.CultureInvariant | RegexOptions.NonBacktracking,
                TimeSpan.FromSeconds(10)
            );
        }
        catch (Exception exception)
            when (exception is ArgumentException or NotSupportedException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
