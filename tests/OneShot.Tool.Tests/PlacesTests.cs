namespace OneShot.Tool.Tests;

/// <summary>The table of docs/places.md: each place works to its end, or is refused before an agent is paid.</summary>
public sealed class PlacesTests : IDisposable
{
    // What a shell does before: R becomes the repository, $T is the test's own folder, $B and $M are it too or what a
    // place before has made.
    private static readonly Dictionary<string, string> Arrangements = new()
    {
        ["plain"] = "",
        ["git's `protocol.file.allow=never`"] =
            "export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=protocol.file.allow GIT_CONFIG_VALUE_0=never",
        ["`GIT_ALLOW_PROTOCOL=https`"] = "export GIT_ALLOW_PROTOCOL=https",
        ["a relative `TMPDIR`"] = "export TMPDIR=../relative",
        ["a missing `TMPDIR`"] = "export TMPDIR=\"$M/missing\"",
        ["a `TMPDIR` with `:` in its name"] = "M=\"$T/t:x\"; mkdir \"$M\"; export TMPDIR=\"$M\"",
        ["a `TMPDIR` that is no folder"] = "touch \"$T/file\"; export TMPDIR=\"$T/file\"",
        ["a repository with `:` in its path"] = "R=\"$B/a:b\"",
        ["a home with `:` in its path"] = "mkdir \"$T/h:x\"; export HOME=\"$T/h:x\" XDG_CACHE_HOME= TMPDIR=\"$T\"",
        ["a home that can't be written"] = "touch \"$T/file\"; export HOME=\"$T/file\" XDG_CACHE_HOME= TMPDIR=\"$T\"",
        ["a repository with blanks, quotes and `$%#?*;&` in its path"] =
            "R=\"$B/ a 'b' \\\"c\\\" \\$HOME %41 # ? * ; &x\"",
        ["a repository with letters of other alphabets in its path"] = "R=\"$B/Ωραία 字 é\"",
        ["a repository whose name begins with `-`"] = "R=\"$B/-rf\"",
        ["a repository with the end of a line in its path"] = "R=\"$T/a\nb\"",
        ["a repository with a backslash in its path"] = "R=\"$T/a\\\\b\"",
        ["a folder whose name ends with a blank"] = "R=\"$T/a \"",
        ["a folder whose name is not UTF-8"] = "R=\"$T/$(printf 'a\\377')\"",
        ["a detached HEAD, and no branch main or master"] =
            "after='git checkout -q --detach; git branch -q -m main feature'",
        ["a read-only disk with the repository"] = "after='mount -o remount,ro \"$D\"'; R=\"$D/work\"",
        ["a full disk with the repository"] = "R=\"$D/work\"",
        ["a full disk with `TMPDIR`"] = "export TMPDIR=\"$D\"",
        ["a full disk with the user's cache"] = "export XDG_CACHE_HOME=\"$D\"",
        ["a read-only disk with `TMPDIR`"] = "export TMPDIR=\"$D\"; after='mount -o remount,ro \"$D\"'",
    };

    // What works works together too: a run of seconds for several.
    private static readonly string[][] Together =
    [
        [
            "a repository with `:` in its path",
            "a repository with blanks, quotes and `$%#?*;&` in its path",
            "a repository with letters of other alphabets in its path",
            "a repository whose name begins with `-`",
        ],
        ["git's `protocol.file.allow=never`", "a `TMPDIR` with `:` in its name", "a missing `TMPDIR`"],
        ["plain", "`GIT_ALLOW_PROTOCOL=https`", "a relative `TMPDIR`"],
    ];

    private readonly TempFolder _folder = new("places");

    public static IEnumerable<object[]> Usual =>
        Rows.Where(row => !NeedsDisk(row.Place))
            .GroupBy(row => (Array.Find(Together, places => places.Contains(row.Place))?[0] ?? row.Place, row.Outcome))
            .Select(rows => new object[] { InOrder(rows.Select(row => row.Place).ToArray()), rows.Key.Outcome });

    public static IEnumerable<object[]> OnDisks =>
        Rows.Where(row => NeedsDisk(row.Place)).Select(row => new object[] { row.Place, row.Outcome });

    private static (string Place, string Outcome)[] Rows =>
        [
            .. File.ReadAllText(Path.Combine(Repository.Root, "docs", "places.md"))
                .Split("|---|---|---|\n")[1]
                .Split("\n\n")[0]
                .Split('\n')
                .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
                .Select(cells => (cells[1], cells[2])),
        ];

    [Fact]
    public void Every_place_of_the_page_is_tried() => Rows.Select(row => row.Place).ShouldBe(Arrangements.Keys);

    [Theory]
    [MemberData(nameof(Usual))]
    public void It_works_or_is_refused_before_an_agent_is_paid(string[] places, string outcome) =>
        Holds(places, outcome, _folder.Path);

    [SmallDiskTheory]
    [MemberData(nameof(OnDisks))]
    public void So_it_is_on_a_disk_that_is_full_or_read_only(string place, string outcome)
    {
        using var disk = new SmallDisk(3);
        Holds([place], outcome, disk.Path);
    }

    public void Dispose() => Launch.Run("/", null, "rm", "-rf", _folder.Path); // some of the names .NET can't remove

    private void Holds(string[] places, string expected, string disk)
    {
        var agent = _folder.Write(
            "agent.sh",
            $"set -e\ncat > /dev/null\necho \"$ONESHOT_PHASE\" >> '{_folder["paid"]}'\nif [ \"$ONESHOT_PHASE\" = "
                + $"plan ]; then\n{PlannerScript.Good}\nelse\nprintf x > new.txt\nfi\n"
        );
        var script = $$"""
            set -e
            T='{{_folder.Path}}'; D='{{disk}}'; R="$T/work"; B="$T"; M="$T"; after=
            {{string.Join("\nB=\"$R\"\n", places.Select(place => Arrangements[place]))}}
            mkdir -p "$R"
            cd "$R"
            git init -q -b main
            git commit -q --allow-empty -m First
            eval "$after"
            set +e
            set -- --forge=local --agent=command --sandbox=none
            dotnet '{{Oneshot.Program}}' 'Add a file' "$@" --agent-command="sh '{{agent}}'"
            code=$?
            git for-each-ref --format='branch %(refname)' refs/heads/oneshot-*
            git show "$(git for-each-ref --format='%(refname)' refs/heads/oneshot-*):new.txt" 2>&1

            exit $code
            """;
        var outcome = Launch.Run(
            _folder.Path,
            new Dictionary<string, string?> { ["NO_COLOR"] = "1" },
            "sh",
            "-c",
            script
        );
        var paid = File.Exists(_folder["paid"]) ? File.ReadAllText(_folder["paid"]) : "";
        outcome.All.ShouldNotContain("\n   at ");
        if (expected == "works")
        {
            outcome.ExitCode.ShouldBe(0, outcome.All);
            outcome.Output.ShouldContain("the run ended: ready");
            outcome.Output.ShouldMatch("branch refs/heads/oneshot-add-a-file[^\n]*\nx");
            paid.ShouldBe("plan\nimplement\n");
            return;
        }

        outcome.ExitCode.ShouldBe(3, outcome.All);
        outcome.All.ShouldContain(expected + ": ");
        paid.ShouldBeEmpty();
        if (expected == "OS3130")
            outcome.All.ShouldContain("oneshot resume ");
        else
            outcome.Output.ShouldNotContain("branch refs/heads/oneshot-");
    }

    // A later one builds on an earlier one.
    private static string[] InOrder(string[] places) =>
        Array.Find(Together, together => together.Contains(places[0])) ?? places;

    private static bool NeedsDisk(string place) => place.Contains(" disk ", StringComparison.Ordinal);
}
