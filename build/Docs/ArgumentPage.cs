using System.Globalization;
using System.Text;
using OneShot.Core.Settings;

namespace Build.Docs;

/// <summary>The page of arguments, made from the one table.</summary>
internal static class ArgumentPage
{
    public static string Write()
    {
        var page = new StringBuilder()
            .Append("# Arguments\n\n")
            .Append(
                "Write values with an equals sign. An argument wins over what the build's code sets, which wins "
                    + "over the variable. "
            )
            .Append(
                "Each argument also has a longer spelling that wins over the short one (`--oneshot-model`), for "
                    + "builds that use the short one themselves. "
            )
            .Append("Without a prompt, on a terminal, `$VISUAL` or `$EDITOR` opens.\n");
        foreach (var group in Arguments.All.GroupBy(argument => argument.Group))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## {Arguments.HeadingOf(group.Key)}\n\n| argument | variable | MSBuild property | what it does "
                    + $"|\n|---|---|---|---|\n"
            );
            foreach (var argument in group)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{argument.Usage}` | `{argument.Variable}` | "
                        + $"{(argument.HasProperty ? $"`{argument.Property}`" : "")} | {argument.Help} |\n"
                );
        }

        return page.ToString();
    }
}
