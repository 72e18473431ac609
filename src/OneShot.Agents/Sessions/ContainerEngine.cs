using System.Net.Sockets;

namespace OneShot.Agents.Sessions;

/// <summary>The socket of an engine that runs containers as root: whoever may speak to it is as good as root.</summary>
/// <param name="Socket">Its path.</param>
internal sealed record ContainerEngine(string Socket)
{
    /// <summary>The usual ones.</summary>
    public static IReadOnlyList<string> Usual { get; } =
    [
        "/run/docker.sock",
        "/var/run/docker.sock",
        "/run/podman/podman.sock",
        "/run/containerd/containerd.sock",
        "/run/crio/crio.sock",
        "/run/buildkit/buildkitd.sock",
        "/var/lib/incus/unix.socket",
        "/run/incus/unix.socket",
        "/var/lib/lxd/unix.socket",
        "/var/snap/lxd/common/lxd/unix.socket",
    ];

    /// <summary>Those that are here, and the one that <c>DOCKER_HOST</c> names.</summary>
    public static IReadOnlyList<ContainerEngine> Find(IEnumerable<string> sockets, string? dockerHost) =>
        [
            .. sockets
                .Append(
                    dockerHost is { } host && host.StartsWith("unix://", StringComparison.Ordinal)
                        ? host["unix://".Length..]
                        : ""
                )
                .Where(File.Exists)
                .Distinct()
                .Select(socket => new ContainerEngine(socket)),
        ];

    /// <summary>Whether it answers to this user.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
