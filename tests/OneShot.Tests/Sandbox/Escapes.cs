namespace OneShot.Tests.Sandbox;

/// <summary>
/// What a session's program tries to reach beside its work, as lines of a shell script that tell what it got.
/// </summary>
internal static class Escapes
{
    /// <summary>
    /// All of them: a name, and a command that succeeds when the wall has a hole.
    /// <c>{place}</c> is the test's own folder, <c>{port}</c> a server on the host's loopback.
    /// </summary>
    public static readonly IReadOnlyList<(string Name, string Command)> All =
    [
        ("the user's home", "cat '{place}/home/.ssh/id_rsa'"),
        ("the user's repository", "cat '{place}/work/README.md'"),
        ("the repository's configuration", "cat '{place}/work/.git/config'"),
        ("another session's folder", "cat '{place}/other/tree/secret'"),
        ("the run's folder", "ls '{place}/work/.git/oneshot/runs'"),
        ("a file of the host's /tmp", "cat '/tmp/{name}'"),
        ("a process of the host", "ps ax -o args | grep -v grep | grep -q 'sleep {marker}'"),
        ("another process's environment", "grep -zh GH_TOKEN /proc/*/environ | grep -q ghp_of_the_user"),
        ("a Unix socket", "socat -u OPEN:/dev/null 'UNIX-CONNECT:{place}/host.sock'"),
        ("an abstract socket", "socat -u OPEN:/dev/null 'ABSTRACT-CONNECT:{name}'"),
        ("the host's loopback", "socat -u OPEN:/dev/null TCP:127.0.0.1:{port},connect-timeout=2"),
        ("a key of the kernel's", "perl -e 'exit(syscall(249, \"user\", \"{name}\", 0, 0) < 0)'"),
        (
            "a ring of the user's keys",
            "perl -e 'open K, \"/proc/keys\"; while (<K>) { / _uid\\.\\d+:/ && /^(\\S+)/ && syscall(250, 8, hex $1, "
                + "-3) >= 0 && exit 0 } exit 1'"
        ),
        ("a folder that whoever started it had open", "cat '/proc/self/fd/7/{name}'"),
        ("a namespace of its own", "unshare --user --map-root-user true"),
        ("a file of root's", "head -c 1 /etc/shadow | grep -q ."),
        (
            "a setting of the kernel's",
            "test \"$(id -u)\" = 0 && cat /proc/sys/vm/swappiness > .impl/s && cat .impl/s > /proc/sys/vm/swappiness"
        ),
        ("a right of root's", "test \"$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)\" != 0000000000000000"),
        ("the system's programs", "touch /usr/{name} && rm /usr/{name}"),
    ];

    /// <summary>The script.</summary>
    public static string Script(Func<string, string> place) =>
        "tried() { if sh -c \"$2\" >/dev/null 2>&1 </dev/null; then echo \"$1: yes\"; else echo \"$1: no\"; fi; }\n"
        + string.Concat(All.Select(one => $"tried {Quoted(one.Name)} {Quoted(place(one.Command))}\n"));

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
