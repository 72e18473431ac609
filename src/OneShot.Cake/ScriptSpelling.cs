using System.Text.RegularExpressions;
using Cake.Core;

namespace OneShot.Cake;

/// <summary>
/// Spells what errors tell to type: a dispatch is the script
/// again, with its own target, or where that one dispatches nothing, an alias; everything else is the tool's.
/// </summary>
/// <param name="context">The script.</param>
/// <param name="dispatches">Whether its target dispatches, so that it takes what a dispatch takes.</param>
internal sealed partial class ScriptSpelling(ICakeContext context, bool dispatches)
{
    /// <summary>What is typed for tasks that a script has no alias for.</summary>
    public const string Tool = "dotnet oneshot";

    public string Spell(string text) =>
        OneShotError.Spelled(
            dispatches
                ? text.Replace(
                    OneShotError.CommandPlaceholder + " --target=OneShot ",
                    Script + " ",
                    StringComparison.Ordinal
                )
                : Again()
                    .Replace(
                        text,
                        typed =>
                            (typed.Groups["verb"].Value == "undo" ? "UndoOneShot" : "ResumeOneShot")
                            + $"(\"{typed.Groups["id"].Value}\")"
                            + (typed.Groups["more"].Success ? " with" : "")
                    ),
            Tool
        );

    // As it was started: dotnet cake [SCRIPT] [--target=TASK].
    private string Script
    {
        get
        {
            var script = Environment
                .GetCommandLineArgs()
                .Skip(1)
                .FirstOrDefault(argument => argument.EndsWith(".cake", StringComparison.OrdinalIgnoreCase));
            var target = context.Arguments.GetArguments("target").LastOrDefault();
            return string.Join(
                ' ',
                new[] { "dotnet cake", script, target is null ? null : "--target=" + target }.Where(part =>
                    part is not null
                )
            );
        }
    }

    // What is typed after it is an argument of the script as well.
    [GeneratedRegex(
        @"\{oneshot\} --target=OneShot --(?<verb>undo|resume)=(?<id>\w+)(?<more>(?= --))?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Again();
}
