using System.Globalization;
using System.Text;
using OneShot.Core.Settings;

namespace Build.Docs;

/// <summary>The page of <c>.oneshot/oneshot.yaml</c>, made from the one table.</summary>
internal static class RepositoryFilePage
{
    private const string Before = """
        # .oneshot/oneshot.yaml

        The repository's own file. It counts as it is **on trunk**: of the commit that a one-shot starts from, and in a workflow of the commit the run was started at.
        What is in a work tree, or on a one-shot's branch, has no say. Editors check it with the schema beside this page, [oneshot.schema.json](oneshot.schema.json). An example:

        ```yaml
        version: 1
        sandbox: required
        allow-hosts:
          - packages.example.com
          - "*.internal.example.com"
        ```

        An argument wins over a variable, which wins over the file, which wins over the default. But **the file is the floor**: what is nearer may only tighten,
        and loosening is an error that names the file and the line.


        """;

    private const string After = """

        Keys that are not in the table are errors with the nearest name; so are a key that stands there twice, a wrong type, what YAML takes for something else than a text
        (`null`, `~`, a number, a date, `yes` or `off` without quotes), a file of this name with the ending `.yml`, anchors, aliases, tags, a second document and more than 64 KiB.
        `sandbox` goes from `none` over `auto` to `required`. With `allow-hosts` whoever dispatches may name hosts of the list, or below its patterns, and then gets only those;
        an empty list allows none. A number may stand in quotes where one is meant: `version: "1"` is `version: 1`. Without a port, 443 and 80 are meant. `needs` tells an older OneShot, which does not know a key yet, which version it takes.

        ## What it may never hold

        | key | why |
        |---|---|

        """;

    private const string End = """

        Every other argument is said by whoever dispatches, and by nobody's file.

        ## On your own machine

        You clone strangers' repositories. So on a person's machine, where a run is a process (`--forge=local`), nothing is widened until you have agreed once, for this repository and these
        values: on a terminal you are asked, elsewhere it stops with OS2088; `--trust-repository-file` agrees. That is kept in `$XDG_CONFIG_HOME/oneshot/agreed/` (`~/.config` without the
        variable), as hashes, and other values are another question. Tightening needs no consent, nor does a value that you name yourself. In CI the machine is the repository's, and nobody is asked.

        ## In a workflow

        What you choose at a dispatch travels in the input `options`, one JSON document: `{"format":1,"sandbox":"required"}`. The jobs check it strictly, the first before an agent is paid.
        A variable of the job, such as `ONESHOT_SANDBOX`, holds where it is no looser than that; trunk's file is the floor of both. A workflow that an earlier OneShotInit wrote takes no
        options: a dispatch that needs them is refused with OS3080 before anything is made, and OneShotInit brings it up.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Before)
            .Append("| key | value | argument | since | what it says |\n|---|---|---|---|---|\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"| `{RepositoryKeys.Version}` | `1` | | 0.1.0 | The version of the file's format; always there. |\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"| `{RepositoryKeys.Needs}` | a version | | 0.1.0 | The least OneShot that the file is written "
                    + $"for. |\n"
            );
        foreach (var key in RepositoryKeys.All)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{key.Name}` | "
                    + $"{KindOf(key)} "
                    + $"| {(key.Argument is null ? "" : $"`--{key.Argument}` ")}| {key.Since} | "
                    + $"{key.Help}{(key.Widens ? " Needs your consent on your own machine." : "")} |\n"
            );
        page.Append(After);
        foreach (var (key, why) in RepositoryKeys.Refused)
            page.Append(CultureInfo.InvariantCulture, $"| `{key}` | {char.ToUpperInvariant(why[0])}{why[1..]} |\n");
        return page.Append(End).ToString().ReplaceLineEndings("\n");
    }

    private static string KindOf(RepositoryKey key) =>
        key.IsList ? "a list"
        : key.Argument is { } name && Arguments.Find(name)!.IsSwitch ? "`true` or `false`"
        : "a text";
}
