using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using OneShot;
using OneShot.Core.Errors;

namespace Build.Docs;

/// <summary>The page of errors, made by calling every factory with its parameters' names.</summary>
internal static partial class ErrorPage
{
    public static string Write()
    {
        var page = new StringBuilder()
            .Append("# Errors\n\n")
            .Append(
                "Every expected failure ends with one line: its code, what happened, and what to type next. The "
                    + "first digit of a code is the exit code; 9 stands for 130.\n"
            )
            .Append(
                "Under a plain `Run(args)` Cake's own exit codes hold. `{oneshot}` stands for what you type: "
                    + "`./build.sh`, `.\\build.ps1`, …\n"
            );
        foreach (
            var group in typeof(OneShotErrors)
                .GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Select(Sample)
                .OrderBy(error => error.Code, StringComparer.Ordinal)
                .GroupBy(error => error.Exit)
        )
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"\n## Exit code {(int)group.Key}: "
                    + $"{Words().Replace(group.Key.ToString(), " $1").ToLowerInvariant().Trim()}\n\n| code | what "
                    + $"happened | next |\n|---|---|---|\n"
            );
            foreach (var error in group)
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"| {error.Code} | {Cell(error.Message)} | {Cell(error.Next)} |\n"
                );
        }

        return page.ToString();
    }

    // Numbers are called with one that no text holds, which then gets the parameter's name too.
    private static OneShotError Sample(MethodInfo factory)
    {
        const int mark = 737;
        var parameters = factory.GetParameters();
        var error = (
            (OneShotException)
                factory.Invoke(
                    null,
                    parameters
                        .Select(
                            (parameter, i) =>
                                parameter.ParameterType == typeof(string)
                                    ? $"‹{parameter.Name}›"
                                    : Convert.ChangeType(mark + i, parameter.ParameterType, null)
                        )
                        .ToArray()
                )!
        ).Error;
        return parameters
            .Index()
            .Aggregate(
                error,
                (sample, parameter) =>
                    sample with
                    {
                        Message = sample.Message.Replace(
                            Number(mark + parameter.Index),
                            $"‹{parameter.Item.Name}›",
                            StringComparison.Ordinal
                        ),
                        Next = sample.Next.Replace(
                            Number(mark + parameter.Index),
                            $"‹{parameter.Item.Name}›",
                            StringComparison.Ordinal
                        ),
                    }
            );
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Words();
}
