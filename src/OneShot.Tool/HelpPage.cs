using System.Globalization;
using System.Text;
using OneShot.Core.Scaffolding;
using OneShot.Core.Settings;

namespace OneShot.Tool;

/// <summary>The tool's own page of help: its words, and the arguments of whoever sits at a terminal.</summary>
internal static class HelpPage
{
    /// <summary>The version, and a newline.</summary>
    public static string Version => Scaffold.Version + "\n";

    public static string Write()
    {
        var page = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"oneshot {Version}\n")
            .Append(
                "Turns a sentence into a pull request that a coding agent planned and implemented, in a "
                    + "GitHub\nworkflow or on this machine. Your checkout is not touched.\n\n"
            )
            .Append("  oneshot \"Add a --verbose flag\"                   branch, draft pull request, run\n")
            .Append("  oneshot \"Add a --verbose flag\" --forge=local     the same on this machine, with no account\n")
            .Append(
                "  oneshot --prompt-file=task.md --watch            from a file (- is standard input), and follow it\n"
            )
            .Append("  oneshot \"Add a --verbose flag\" --preview         what would happen, and nothing else\n");
        Section(page, "Words", Verbs.All.Select(word => (word.Usage, word.Help)));
        foreach (
            var group in Arguments
                .All.Where(argument => argument.Group != ArgumentGroup.Step)
                .GroupBy(argument => argument.Group)
        )
            Section(
                page,
                "Arguments: " + Arguments.HeadingOf(group.Key),
                group.Select(argument => (argument.Usage, argument.Help))
            );
        return page.Append(
                "\nEvery task is also reached by --target=NAME; oneshot help shows them all, and the arguments of "
                    + "the\nworkflow's tasks. Every argument is also a variable: --plan-issue is ONESHOT_PLAN_ISSUE.\n"
            )
            .ToString();
    }

    private static void Section(StringBuilder page, string heading, IEnumerable<(string Usage, string Help)> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n{heading}\n");
        foreach (var (usage, help) in rows)
            page.Append(CultureInfo.InvariantCulture, $"  {usage.PadRight(26)} {help}\n");
    }
}
