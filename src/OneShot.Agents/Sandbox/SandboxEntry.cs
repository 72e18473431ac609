using System.Globalization;

namespace OneShot.Agents.Sandbox;

/// <summary>
/// The first program inside a sandbox: it takes the files that are handed
/// in, opens the way to the proxy, and becomes the agent's program.
/// </summary>
internal static class SandboxEntry
{
    /// <summary>Where the way to the proxy begins, on the sandbox's own loopback.</summary>
    public const int Port = 3128;

    // Nothing is put into this text: all it works with are arguments. Each file
    // is read from standard input by its length, before the program's own input.
    private const string Script = """
        umask 077
        bridge=$1 socket=$2 port=$3 files=$4
        shift 4
        while [ "$files" -gt 0 ]; do
            mkdir -p -- "${1%/*}" && head -c "$2" > "$1" || exit 125
            shift 2
            files=$((files - 1))
        done
        if [ -n "$bridge" ]; then
            "$bridge" "TCP-LISTEN:$port,bind=127.0.0.1,fork,reuseaddr,backlog=128" "UNIX-CONNECT:$socket" </dev/null >/dev/null 2>&1 &
            tries=0
            until "$bridge" -u OPEN:/dev/null "TCP:127.0.0.1:$port" </dev/null >/dev/null 2>&1; do
                tries=$((tries + 1))
                [ "$tries" -lt 200 ] || { echo "the way to the proxy can't be opened" >&2; exit 125; }
                sleep 0.01
            done
        fi
        exec "$@"
        """;

    /// <summary>The command line before the program's own.</summary>
    /// <param name="socat">The bridge's program; <see langword="null"/> when there is no proxy.</param>
    /// <param name="socket">The proxy's socket.</param>
    /// <param name="files">What is handed in, in the order of standard input.</param>
    public static IReadOnlyList<string> Of(
        string? socat,
        string socket,
        IReadOnlyList<(string Path, byte[] Bytes)> files
    ) =>
        [
            "/bin/sh",
            "-c",
            Script,
            "oneshot",
            socat ?? "",
            socket,
            Text(Port),
            Text(files.Count),
            .. files.SelectMany(file => new[] { file.Path, Text(file.Bytes.Length) }),
        ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
