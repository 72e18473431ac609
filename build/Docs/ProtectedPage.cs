using System.Globalization;
using System.Text;
using OneShot.Core.Protection;

namespace Build.Docs;

/// <summary>The page of protected files, made from the one table.</summary>
internal static class ProtectedPage
{
    private const string Before = """
        # Protected files

        Some files decide what runs, where packages come from, or who looks at a change. What becomes of them when an agent changed one is told by kind: `--protect=KIND:POLICY`,
        several times or with commas; `ONESHOT_PROTECT` and the MSBuild property `OneShotProtect` take the same. A kind that nobody names has its default.

        | policy | what becomes of the file |
        |---|---|
        | `block` | taken out of the delivery, and told; the rest is delivered as a draft |
        | `ask` | delivered, but the pull request stays a draft and says why |
        | `tell` | delivered, and named on the pull request, which gets the label `oneshot:look` |
        | `allow` | delivered without a word |


        """;

    private const string After = """

        Names are compared as Windows and macOS compare them: without case, and without what nobody sees. A file of several kinds gets the strictest of their policies; `github` holds what no other kind does.

        The key `protect` of [.oneshot/oneshot.yaml](oneshot-yaml.md) on trunk is the floor: whoever dispatches may be stricter, and no looser. What stands in a one-shot's branch has no say.

        Anything but `block` for `workflows` needs a token that may push workflows, since a run's own never can. Where that is known it is refused before an agent is paid (OS3090, OS3091);
        what a fine-grained token or an app may do no server tells, and you are warned. On this machine (`--forge=local`) nothing is pushed, and every policy is allowed; `--resume=ID --protect=KIND:POLICY` judges what was refused once more by another policy, without another session.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Before).Append("| kind | default | what it holds |\n|---|---|---|\n");
        foreach (var kind in ProtectedKinds.All)
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{kind.Name}` | `{kind.Usual.ToString().ToLowerInvariant()}` | "
                    + $"{char.ToUpperInvariant(kind.Holds[0])}{kind.Holds[1..]} |\n"
            );
        return page.Append(After).ToString().ReplaceLineEndings("\n");
    }
}
