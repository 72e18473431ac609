using OneShot.Core.Errors;

namespace OneShot.GitHub;

/// <summary>
/// Finds the token for a server: variables, then <c>gh</c>, then git's
/// credential helpers. It is never an argument and never printed.
/// </summary>
/// <param name="variable">Reads the environment.</param>
/// <param name="ask">Runs a program with some input and returns what it
/// prints; <see langword="null"/> when it is missing or fails.</param>
internal sealed class GitHubToken(
    Func<string, string?> variable,
    Func<string[], string, CancellationToken, Task<string?>> ask
)
{
    /// <summary>Finds it.</summary>
    /// <exception cref="OneShotException">OS3008: there is none; OS3025; OS3115: one can't be a token.</exception>
    public async Task<FoundToken> FindAsync(GitHubServer server, CancellationToken cancellationToken)
    {
        if (server.Insecure is { } insecure)
            throw OneShotErrors.AddressInsecure(insecure.AbsoluteUri);
        foreach (var name in NamesFor(server))
        {
            if (FoundToken.Of(variable(name), name) is { } found)
                return found;
        }

        var told = await ask(["gh", "auth", "token", "--hostname", server.Host], string.Empty, cancellationToken)
            .ConfigureAwait(false);
        if (FoundToken.Of(told, "gh auth token") is { } ofGh)
            return ofGh;
        var asked = $"protocol=https\nhost={server.Host}\n\n";
        var filled = await ask(["git", "credential", "fill"], asked, cancellationToken).ConfigureAwait(false);
        return FoundToken.Of(Password(filled), "git credential") ?? throw OneShotErrors.TokenMissing(server.Host);
    }

    // As gh has it: a server of one's own has its own variables; one that the environment names takes the others too.
    private string[] NamesFor(GitHubServer server)
    {
        string[] own = server.IsHosted ? [] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];
        return server.TakesGitHubToken(variable) ? [.. own, "GH_TOKEN", "GITHUB_TOKEN"] : own;
    }

    private static string? Password(string? credential) =>
        credential
            ?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("password=", StringComparison.Ordinal))
            ?["password=".Length..];
}
