using System.Globalization;
using System.Text;

namespace OneShot.Testing;

/// <summary>
/// What an agent may leave in its tree that is not to be delivered, all in
/// one session: each is taken out and told, and the honest rest arrives.
/// </summary>
public static class HostileWork
{
    /// <summary>What is delivered of it.</summary>
    public static readonly string[] Delivered = ["good.txt", "inside", "src/app.txt"];

    /// <summary>A path as people are shown it, and a part of what they are told.</summary>
    public static readonly (string Path, string Told)[] TakenOut =
    [
        (".github/workflows/evil.yml", "workflow"),
        ("stolen", "out of the tree"),
        ("up", "out of the tree"),
        ("far", "out of the tree"),
        ("docs/conf.md", ".git"),
        ("big.bin", "2048 MB"),
        ("inner", "is another repository"),
        ("src/.git", "is a git directory"),
        ("token.txt", "secret"),
        ("token.utf16", "secret"),
        ("pipe", "no regular file"),
        ("g‹U+200C›it.txt", "invisible"),
        ("trailing.", "a dot or a space"),
        ("NUL.txt", "Windows"),
        ("GITHUB~1/workflows/x.yml", "short"),
        ("README.MD", "README.md"),
        (".IMPL/x", "OneShot's own folder"),
        (".gitmodules", "is a link"),
    ];

    /// <summary>Makes all of it; <paramref name="mark"/> would be there if anything of it had been run.</summary>
    public static string Script(string mark)
    {
        // Real-shaped, and in no file of this repository.
        var token =
            "ghp_"
            + string.Concat(
                Enumerable
                    .Range(0, 36)
                    .Select(i =>
                        ((i * 7) % 36 is var n && n < 10 ? (char)('0' + n) : (char)('a' + n - 10)).ToString(
                            CultureInfo.InvariantCulture
                        )
                    )
            );
        return $$"""
            printf x > good.txt
            printf two > src/app.txt
            ln -s src/app.txt inside
            mkdir -p .github/workflows docs && printf x > .github/workflows/evil.yml
            ln -s /etc/passwd stolen
            ln -s ../elsewhere up
            ln -s docs/../up/../etc/passwd far
            ln -s ../.git/config docs/conf.md
            truncate -s 2G big.bin
            git init -q inner && printf x > inner/f && git -C inner add f && git -C inner -c user.name=a -c user.email=a@b commit -qm x
            git -C inner config core.fsmonitor "touch '{{mark}}'; false"
            git add inner 2> /dev/null && git commit -qm "Another repository"
            git init -q src && git -C src config core.fsmonitor "touch '{{mark}}'; false"
            printf '{{token}}' > token.txt
            printf '{{Utf16(token)}}' > token.utf16
            mkfifo pipe
            printf x > "$(printf 'g\342\200\214it.txt')"
            printf x > trailing.
            printf x > NUL.txt
            mkdir -p GITHUB~1/workflows && printf x > GITHUB~1/workflows/x.yml
            printf x > README.MD
            mkdir .IMPL && printf x > .IMPL/x
            ln -s good.txt .gitmodules
            """;
    }

    private static string Utf16(string text) =>
        string.Concat(Encoding.Unicode.GetBytes(text).Select(one => @"\" + Convert.ToString(one, 8).PadLeft(3, '0')));
}
