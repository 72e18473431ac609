using OneShot.Core.Model;
using OneShot.Processes;

namespace OneShot.Git;

/// <summary>Finds the host behind a name of <c>~/.ssh/config</c>, by asking the ssh that git would start.</summary>
/// <param name="git">Reads which that is.</param>
/// <param name="folder">Where it runs.</param>
/// <param name="variable">Reads the environment.</param>
internal sealed class SshHosts(GitRunner git, string folder, Func<string, string?> variable)
{
    /// <summary>An address as ssh would connect to it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The address at the real host; as it was where ssh is not asked, or has no other.</returns>
    public async Task<RemoteAddress> ResolveAsync(RemoteAddress address, CancellationToken cancellationToken)
    {
        // As git has it: what begins with a dash is no host.
        if (address.IsHttp || address.Host is not { Length: > 0 } host || host[0] == '-' || address.Scheme == "git")
            return address;
        var told = await ProcessQuery
            .AsyncOf(
                [.. await SshAsync(cancellationToken).ConfigureAwait(false), "-G", host],
                string.Empty,
                folder,
                cancellationToken
            )
            .ConfigureAwait(false);
        var name = told
            ?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("hostname ", StringComparison.Ordinal))
            ?["hostname ".Length..].Trim();
        return string.IsNullOrEmpty(name) ? address : address.At(name);
    }

    // git gives these to a shell too: they are the user's own.
    private async Task<string[]> SshAsync(CancellationToken cancellationToken)
    {
        var command = variable("GIT_SSH_COMMAND");
        if (string.IsNullOrEmpty(command))
            command = (
                await git.RunAsync(new GitCommand("config", "--get", "core.sshCommand"), cancellationToken)
                    .ConfigureAwait(false)
            ).Text.Trim();
        if (command.Length > 0)
            return ["sh", "-c", command + " \"$@\"", "ssh"];
        return [variable("GIT_SSH") is { Length: > 0 } program ? program : "ssh"];
    }
}
