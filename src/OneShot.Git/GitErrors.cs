using OneShot.Core.Errors;
using OneShot.Core.Model;

namespace OneShot.Git;

/// <summary>
/// Reads out of git's messages what kind of error it was. They are English, because the environment asks for it.
/// </summary>
internal static class GitErrors
{
    private static readonly string[] Authentication =
    [
        "Authentication failed",
        "could not read Username",
        "could not read Password",
        "Permission denied (",
        "returned error: 401",
        "returned error: 403",
        "terminal prompts disabled",
        "Invalid username or",
    ];

    private static readonly string[] Network =
    [
        "Could not resolve host",
        "Failed to connect",
        "Connection refused",
        "Connection reset",
        "Connection timed out",
        "unable to access",
        "Could not read from remote repository",
        "does not appear to be a git repository",
        "not found",
        "remote end hung up",
        "RPC failed",
        "early EOF",
        "Operation too slow",
        "unexpected disconnect",
        "expected flush",
        "bad line length",
        "protocol error",
    ];

    public static OneShotException OfRepository(GitResult result, string folder)
    {
        if (result.Says("not a git repository") || result.Says("cannot change to") || result.Says("No such file"))
            return OneShotErrors.NotARepository(folder);
        return result.Says("dubious ownership")
            ? OneShotErrors.RepositoryRefused(
                $"{result.Reason}. It says: git config --global --add safe.directory {folder}"
            )
            : OneShotErrors.RepositoryRefused(result.Reason);
    }

    public static OneShotException OfRemote(GitCommand command, GitResult result, RemoteAddress address)
    {
        if (Authentication.Any(result.Says))
            return OneShotErrors.RemoteAuthentication(address.Display);
        return Network.Any(result.Says)
            ? OneShotErrors.RemoteUnreachable(address.Display, result.Reason)
            : OneShotErrors.GitFailed(command.Name, result.Reason);
    }
}
