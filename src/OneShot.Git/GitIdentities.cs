namespace OneShot.Git;

/// <summary>
/// Finds the user's identity: what is set, else that of whoever started
/// the workflow, else what git guesses, if git itself would take it.
/// </summary>
internal sealed class GitIdentities(GitRunner runner, GitConfiguration configuration, Identity? actor)
{
    private static readonly string[] Roles = ["AUTHOR", "COMMITTER"];

    public async Task<string?> FindAsync(string role, CancellationToken cancellationToken)
    {
        if (
            configuration.Last($"GIT_{role}_IDENT") is { } identity
            && IsConfigured(role, "NAME")
            && IsConfigured(role, "EMAIL")
        )
            return identity;
        if (actor is not null)
            return $"{actor.Name} <{actor.Email}> {DateTimeOffset.UtcNow.ToUnixTimeSeconds()} +0000";

        // "git var -l" lists a guess such as root@host.(none); asked for
        // it alone, git says whether it would commit under that name.
        var result = await runner
            .RunAsync(new GitCommand("var", $"GIT_{role}_IDENT"), cancellationToken)
            .ConfigureAwait(false);
        return result.IsGood ? result.Text.Trim() : null;
    }

    /// <summary>
    /// Finds who stands in for a user that nobody told git of: whom
    /// git guesses, even where it is told not to, else OneShot itself.
    /// </summary>
    /// <returns>Name and address; <see langword="null"/> where nobody has to stand in.</returns>
    public async Task<string?> FindStandInAsync(CancellationToken cancellationToken)
    {
        if (actor is not null || Roles.All(role => IsConfigured(role, "NAME") && IsConfigured(role, "EMAIL")))
            return null;
        var guess = new GitCommand("var", "GIT_AUTHOR_IDENT") { Configuration = [("user.useConfigOnly", "false")] };
        var result = await runner.RunAsync(guess, cancellationToken).ConfigureAwait(false);
        return (result.IsGood ? Identity.Parse(result.Text) : Identity.Ours).ToString();
    }

    /// <summary>Whose name commits carry.</summary>
    public async Task<Identity> AnyAsync(CancellationToken cancellationToken) =>
        Identity.Of(
            await FindAsync("AUTHOR", cancellationToken).ConfigureAwait(false)
                ?? await FindStandInAsync(cancellationToken).ConfigureAwait(false)
        );

    private bool IsConfigured(string role, string part) =>
        Environment.GetEnvironmentVariable($"GIT_{role}_{part}") is { Length: > 0 }
        || new[] { role, "USER" }.Any(section =>
            configuration.Last($"{section.ToLowerInvariant()}.{part.ToLowerInvariant()}") is { Length: > 0 }
        );
}
