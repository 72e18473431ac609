using Cake.Core;

namespace OneShot.Cake;

/// <summary>
/// Spells what errors tell to type: a dispatch is the script
/// again, with its own target; everything else is the tool's.
/// </summary>
/// <param name="context">The script.</param>
/// <param name="dispatches">Whether its target dispatches, so that it takes what a dispatch takes.</param>
internal sealed class ScriptSpelling(ICakeContext context, bool dispatches)
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
                : text,
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
}
