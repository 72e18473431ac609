using OneShot.Core.Model;

namespace OneShot.Core.Doctor;

/// <summary>What a token may do, from what the forge told; what it did not tell is not guessed.</summary>
internal static class TokenRules
{
    private const string Name = "token";
    private const string Needed =
        "It needs Contents, Pull requests and Actions, each to write (a classic token: the scope repo)";

    public static Check Look(
        Probe<RepositoryFacts> repository,
        Probe<string?> pullRequests,
        Probe<string?> actions,
        string settings
    )
    {
        if (repository.Failure is { } failure)
            return Check.Fail(Name, failure);
        if (repository.Value is not { } found)
            return repository.ToCheck(Name);
        if (found.IsArchived)
            return Check.Fail(
                Name,
                "The repository is archived and takes no changes.",
                "Unarchive it, or name another: --repo=OWNER/NAME"
            );
        if (found.MayPush == false)
            return Check.Fail(
                Name,
                "Its user may not push to the repository.",
                "Ask for write access, or use a token of somebody who has it."
            );
        if (found.Scopes is { } scopes)
            return OfScopes(scopes, found.IsPrivate, settings);

        string[] missing = [.. new[] { pullRequests.Value, actions.Value }.OfType<string>()];
        if (missing.Length > 0)
            return Check.Fail(
                Name,
                $"It may not even read what it must write: it lacks {string.Join(", ", missing)}.",
                $"{Needed}: {settings}"
            );
        if (!pullRequests.IsKnown)
            return pullRequests.ToCheck(Name);
        if (!actions.IsKnown)
            return actions.ToCheck(Name);
        return Check.Warn(
            Name,
            "It reads pull requests and workflows; whether it may write them can't be checked without writing.",
            $"{Needed}: {settings}"
        );
    }

    private static Check OfScopes(IReadOnlyList<string> scopes, bool isPrivate, string settings) =>
        scopes.Contains("repo") || (!isPrivate && scopes.Contains("public_repo"))
            ? Check.Pass(Name, $"may write contents, pull requests and actions (scopes: {string.Join(", ", scopes)})")
            : Check.Fail(
                Name,
                $"It has the scopes '{string.Join(", ", scopes)}', and none that lets it write here.",
                $"{Needed}: {settings}"
            );
}
