using OneShot.Core.Errors;

namespace OneShot.GitHub;

/// <summary>Finds the token for a server: variables, then <c>gh</c>, then git's credential helpers. It is never an argument and never printed.</summary>
/// <param name="variable">Reads the environment.</param>
/// <param name="ask">Runs a program with some input and returns what it prints; <see langword="null"/> when it is missing or fails.</param>
internal sealed class GitHubToken(Func<string, string?> variable, Func<string[], string, CancellationToken, Task<string?>> ask)
{
    public async Task<string> FindAsync(GitHubServer server, CancellationToken cancellationToken)
    {
        if (server.IsInsecure) throw OneShotErrors.AddressInsecure(server.Api.AbsoluteUri);
        var names = NamesFor(server);
        var token = names.Select(variable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))
            ?? await ask(["gh", "auth", "token", "--hostname", server.Host], string.Empty, cancellationToken).ConfigureAwait(false)
            ?? Password(await ask(["git", "credential", "fill"], $"protocol=https\nhost={server.Host}\n\n", cancellationToken).ConfigureAwait(false));
        return string.IsNullOrWhiteSpace(token) ? throw OneShotErrors.TokenMissing(server.Host) : token.Trim();
    }

    // As gh has it: a server of one's own has its own variables; one that the environment names takes the others too.
    private string[] NamesFor(GitHubServer server)
    {
        string[] own = server.IsHosted ? [] : ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"];
        return server.TakesGitHubToken(variable) ? [.. own, "GH_TOKEN", "GITHUB_TOKEN"] : own;
    }

    private static string? Password(string? credential)
        => credential?.Split('\n').FirstOrDefault(line => line.StartsWith("password=", StringComparison.Ordinal))?["password=".Length..];
}
