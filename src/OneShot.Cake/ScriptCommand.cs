using Cake.Core;
using OneShot.Core.Errors;

namespace OneShot.Cake;

/// <summary>What is typed to reach a script again.</summary>
internal static class ScriptCommand
{
    /// <summary>Finds it.</summary>
    /// <param name="context">The script.</param>
    /// <param name="dispatches">Whether its target dispatches, so that it takes what a dispatch takes.</param>
    /// <returns>As it was started: <c>dotnet cake [SCRIPT] [--target=TASK]</c>; or its aliases.</returns>
    public static string Of(ICakeContext context, bool dispatches)
    {
        if (!dispatches)
            return ScriptWords.Aliases;
        var script = Environment
            .GetCommandLineArgs()
            .Skip(1)
            .FirstOrDefault(argument => argument.EndsWith(".cake", StringComparison.OrdinalIgnoreCase));
        var target = context.Arguments.GetArguments("target").LastOrDefault();
        return string.Join(
            ' ',
            new[] { ScriptWords.Command, script, target is null ? null : "--target=" + target }.Where(part =>
                part is not null
            )
        );
    }
}
